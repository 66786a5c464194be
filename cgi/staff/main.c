/*
 * The intranet. It holds public keys only: what it shows it asks of keyd, with
 * the token of the person at work, one object or one page at a time.
 */
#include "base/crypto.h"
#include "staff.h"

enum { BODY_MOST = 512 << 10 };

static int start(const struct settings *settings)
{
	authd_door_start(settings);
	return carry_start(settings) ? 0 : -1;
}

int main(int argc, char **argv)
{
	const struct program staff = {
		.name = "staff",
		.account = "staff",
		.classes = 1 << CLASS_HIK | 1 << CLASS_USZ,
		.routes = staff_routes,
		.route_count = staff_route_count,
		.takes = staff_takes,
		.body_limit = BODY_MOST,
		.start = start,
		.enter = staff_enter,
		.meet = staff_meet,
		.refused = staff_refused,
	};

	return web_main(argc, argv, &staff);
}
