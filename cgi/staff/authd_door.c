/*
 * The way to authd, kept narrow: Argon2id is slow, and a flood of log-ins must
 * not hold every worker of the desk. At most half of them wait for authd; who
 * comes then is told "busy" at once.
 */
#include "staff.h"

#include <stdatomic.h>

#include "base/clock.h"
#include "base/prefork.h"
#include "base/settings.h"

/* A place counts as taken for as long as authd_ask() can last: a worker that dies gives it back so. */
enum { PLACES_MOST = 32, TAKEN_MS = 3 * AUTHD_WAIT_MS + 5000 };

/* Process-wide, made once before the fork: handlers have no other way to it. Each place: taken until. */
static struct {
	_Atomic int64_t *until;
	int places;
} door;

void authd_door_start(const struct settings *settings)
{
	int half = (int)setting_num(settings, "workers_staff") / 2;

	door.places = half < 1 ? 1 : half > PLACES_MOST ? PLACES_MOST : half;
	door.until = prefork_shared((size_t)door.places * sizeof *door.until);
}

static _Atomic int64_t *enter(void)
{
	int64_t now = clock_steady_ms();

	for (int i = 0; i < door.places; i++) {
		int64_t was = atomic_load(&door.until[i]);

		if (was <= now && atomic_compare_exchange_strong(&door.until[i], &was, now + TAKEN_MS))
			return &door.until[i];
	}
	return NULL;
}

int authd_through_door(struct web *w, struct authd_request *request, struct authd_reply *reply)
{
	_Atomic int64_t *place = enter();
	int answered;

	reply->answer = AUTHD_BUSY;
	if (!place)
		return 0;
	answered = authd_ask(w->t->settings, request, reply);
	atomic_store(place, 0);
	return answered;
}
