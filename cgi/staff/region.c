/*
 * The region of a signal: a fact in its row that the desk may set right. Where it happened is said by the text:
 * whoever has not opened it reads the region and does not change it.
 */
#include "desk.h"

#include <string.h>

const char *const province_codes[] = {
	"groningen", "friesland", "drenthe", "overijssel", "flevoland", "gelderland", "utrecht",
	"noord_holland", "zuid_holland", "zeeland", "noord_brabant", "limburg", "abroad", NULL
};
static const struct field region_form[] = {
	{ "province", CHOICE, 0, 20, "choice", province_codes },
};

void put_region(const struct desk *d)
{
	if (!signal_works(&d->me) || d->s.status == SIGNAL_CLOSED)
		return;
	if (d->me.opened)
		put_codes(d->w, "province", province_codes, "province", d->province ? d->province : d->s.province,
			word(d->w, "province.unknown"));
	else
		put_flag(d->w, "Sealed.Steps", 1);
}

/* A choice that waits for the text to be opened stays with the form that opens it. */
void keep_region(struct desk *d, const struct form *f)
{
	const char *province = form_value(f, "province");

	if (!*province || strcmp(province, d->s.province) == 0)
		return;
	d->province = province;
	put(d->w, "Region.Code", province);
	put_word(d->w, "Region.Text", "province.%s", province);
}

/* POST /signals/:ref/region */
enum rc set_region(struct web *w)
{
	struct desk d;
	struct form f;
	enum rc rc = form_read(w, &f, region_form, COUNT(region_form));

	if (rc == OK)
		rc = desk_open(w, &d);
	if (rc != OK)
		return rc;
	rc = signal_region(w->t, &d.s, &d.me, form_value(&f, "province"));
	if (rc == OK)
		return desk_back(&d, "", "region");
	if (rc != DENIED || !signal_works(&d.me) || d.me.opened)
		return rc;
	put_flag(w, "Conflict", 1);
	put_flag(w, "Conflict.Shut", 1);
	keep_region(&d, &f);
	rc = desk_show(&d);
	answer_status(w, 409);
	return rc;
}
