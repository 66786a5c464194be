/*
 * The first log-in with a one-time code, and the second factor: the secret is
 * shown once, as a picture for a telephone and as text, then confirmed.
 */
#include "staff.h"

#include <qrencode.h>
#include <stdio.h>
#include <string.h>

#include "base/crypto.h"
#include "base/receipt.h"
#include "base/settings.h"
#include "base/text.h"

static const struct field enrol_form[] = {
	/* name   kind    min max            when wrong     */
	{ "code",  LINE,   1, 60,            "enrol_code",  NULL },
	{ "new",   SECRET, 1, PASSWORD_MOST, "new_empty",   NULL },
	{ "again", SECRET, 0, PASSWORD_MOST, "new_again",   NULL },
};
static const struct field confirm_form[] = {
	{ "otp",     LINE,   0, 12,                "login_code", NULL },
	{ "pending", HIDDEN, 1, 2 * AUTHD_PENDING, "",           NULL },
	{ "without", HIDDEN, 0, 1,                 "",           NULL },
	{ "to",      HIDDEN, 0, 200,               "",           NULL },
	{ "carry",   HIDDEN, 0, 420 << 10,         "",           NULL },
};

/* "M3 5h1v1h-1z" per dark square: an SVG path, in the page itself, so the secret is in no address. */
static void put_picture(struct web *w, const char *uri)
{
	enum { SQUARE = 20 };	/* bytes of one square at most, with its NUL */
	QRcode *code = QRcode_encodeString8bit(uri, 0, QR_ECLEVEL_M);
	char *path, *at;

	if (!code)
		return;
	path = at = take(w->t, (size_t)code->width * (size_t)code->width * SQUARE + 1);
	for (int y = 0; y < code->width; y++)
		for (int x = 0; x < code->width; x++)
			if (code->data[y * code->width + x] & 1)
				at += snprintf(at, SQUARE, "M%d %dh1v1h-1z", x + 4, y + 4);
	put(w, "Qr.Path", path);
	put_num(w, "Qr.Size", code->width + 8);
	QRcode_free(code);
}

static const char *grouped(struct task *t, const char *secret)
{
	char *out = take(t, strlen(secret) * 2), *at = out;

	for (size_t i = 0; secret[i]; i++) {
		if (i && i % 4 == 0)
			*at++ = ' ';
		*at++ = secret[i];
	}
	return out;
}

enum rc factor_page(struct web *w, const struct authd_reply *reply, int wrong, const char *to,
	const char *carry)
{
	struct form f = { .fields = confirm_form, .count = COUNT(confirm_form) };

	if (wrong)
		form_wrong(&f, &confirm_form[0], "login_code");
	form_put(w, &f);
	put_picture(w, take_format(w->t, "otpauth://totp/Knooppunt:%s?secret=%s&issuer=Knooppunt",
		reply->name, reply->secret));
	put(w, "Secret", grouped(w->t, reply->secret));
	put(w, "Pending", text_hex(w->t, reply->pending, sizeof reply->pending));
	put(w, "Name", reply->name);
	put(w, "To", to);
	put(w, "Carry", carry);
	put_flag(w, "Optional", reply->optional && !w->account);
	show_page(w, "factor.cs");
	return wrong ? INVALID : OK;
}

enum rc show_enrol(struct web *w)
{
	return show(w);
}

static enum rc enrol_again(struct web *w, struct form *f)
{
	form_put(w, f);
	show(w);
	return INVALID;
}

void form_weak(struct form *f, const struct field *field, uint32_t weak)
{
	form_wrong(f, field, weak == PASSWORD_SHORT ? "new_short" : weak == PASSWORD_LONG ? "new_long"
		: "new_common");
}

/* POST /:lang/enrol */
enum rc enrol(struct web *w)
{
	struct authd_request request = { .op = AUTHD_ENROL };
	struct authd_reply reply;
	struct receipt code;
	struct form f;
	enum rc rc = form_read(w, &f, enrol_form, COUNT(enrol_form));

	if (rc != OK)
		return rc == INVALID ? enrol_again(w, &f) : rc;
	if (strcmp(form_value(&f, "new"), form_value(&f, "again")) != 0)
		form_wrong(&f, &enrol_form[2], NULL);
	if (receipt_read(form_value(&f, "code"), &code) != OK)
		form_wrong(&f, &enrol_form[0], NULL);
	if (f.wrong_count)
		return enrol_again(w, &f);
	hash32(code.bits, sizeof code.bits, request.enrol);
	into_message(request.new_password, sizeof request.new_password, form_value(&f, "new"));
	rc = ask_authd(w, &request, &reply);
	if (rc != OK)
		return rc;
	if (reply.answer == AUTHD_NEED_FACTOR)
		return factor_page(w, &reply, 0, "", "");
	if (reply.answer == AUTHD_WEAK)
		form_weak(&f, &enrol_form[1], reply.weak);
	else
		form_wrong(&f, &enrol_form[0], NULL);
	return enrol_again(w, &f);
}

/* POST /:lang/enrol/confirm */
enum rc confirm_factor(struct web *w)
{
	struct authd_request request = { .op = AUTHD_CONFIRM };
	struct authd_reply reply;
	struct form f;
	enum rc rc = form_read(w, &f, confirm_form, COUNT(confirm_form));

	if (rc != OK)
		return rc;
	if (!text_unhex(form_value(&f, "pending"), request.pending, sizeof request.pending))
		return fail(w->t, MALFORMED, "pending is not ours");
	into_message(request.code, sizeof request.code,
		*form_value(&f, "without") ? "" : *form_value(&f, "otp") ? form_value(&f, "otp") : "-");
	rc = ask_authd(w, &request, &reply);
	if (rc != OK)
		return rc;
	if (reply.answer == AUTHD_WRONG_CODE)
		return factor_page(w, &reply, 1, form_value(&f, "to"), form_value(&f, "carry"));
	if (reply.answer == AUTHD_IN)
		return logged_in(w, &reply, form_value(&f, "to"), form_value(&f, "carry"));
	if (reply.answer != AUTHD_DONE)
		return see(w, "/%s/login?note=expired", w->lang);
	return w->account ? see(w, "/%s/account?note=factor", w->lang)
		: see(w, "/%s/login?note=enrolled", w->lang);
}
