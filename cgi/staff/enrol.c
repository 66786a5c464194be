/*
 * The first log-in with a one-time code, and the second factor: the secret is
 * shown once, as a picture for a telephone and as text, then confirmed.
 */
#include "staff.h"

#include <qrencode.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/crypto.h"
#include "base/receipt.h"
#include "base/text.h"

static const struct field enrol_form[] = {
	/* name   kind    min max            when wrong     */
	{ "code",  LINE,   1, 60,            "enrol_empty", NULL },
	{ "new",   SECRET, 1, PASSWORD_MOST, "new_empty",   NULL },
	{ "again", SECRET, 0, PASSWORD_MOST, "new_again",   NULL },
	{ "carry", HIDDEN, 0, CARRY_FIELD,   "",            NULL },
	{ "lang",  CHOICE, 0, 1,             "choice",      web_language_codes },
};
static const struct field confirm_form[] = {
	{ "otp",     LINE,   0, 12,                "login_code", NULL },
	{ "pending", HIDDEN, 1, 2 * AUTHD_PENDING, "",           NULL },
	{ "without", HIDDEN, 0, 1,                 "",           NULL },
	{ "to",      HIDDEN, 0, 200,               "",           NULL },
	{ "carry",   HIDDEN, 0, CARRY_FIELD,       "",           NULL },
	{ "lang",    CHOICE, 0, 1,                 "choice",     web_language_codes },
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

enum rc factor_page(struct web *w, const struct authd_reply *reply, const char *wrong, const char *to,
	const char *carry)
{
	struct form f = { .fields = confirm_form, .count = COUNT(confirm_form) };
	enum rc rc;

	if (wrong)
		form_wrong(&f, &confirm_form[0], wrong);
	form_put(w, &f);
	put_picture(w, take_format(w->t, "otpauth://totp/Knooppunt:%s?secret=%s&issuer=Knooppunt",
		reply->name, reply->secret));
	put(w, "Secret", grouped(w->t, reply->secret));
	put(w, "Pending", text_hex(w->t, reply->pending, sizeof reply->pending));
	put(w, "Name", reply->name);
	put(w, "To", to);
	put_carry(w, "factor", carry);
	put_flag(w, "Optional", reply->optional && !w->account);
	rc = show_page(w, "factor.cs");
	return rc == OK && wrong ? INVALID : rc;
}

enum rc show_enrol(struct web *w)
{
	return show(w);
}

enum rc enrol_page(struct web *w, const char *carry)
{
	put_carry(w, "enrol", carry);
	return show_page(w, "enrol.cs");
}

void form_weak(struct form *f, const struct field *field, uint32_t weak)
{
	form_wrong(f, field, weak == PASSWORD_SHORT ? "new_short" : weak == PASSWORD_LONG ? "new_long"
		: "new_common");
}

/*
 * All that can be said before authd is asked, so that nobody mends one field to be told of the next. A code
 * whose check character does not fit was copied wrongly: that is no news to whoever guesses.
 */
static void check_enrol(struct form *f, struct receipt *code)
{
	const char *typed = form_value(f, "code"), *new = form_value(f, "new");
	enum password_fault weak = password_check(new, strlen(new), "");

	if (*typed && receipt_read(typed, code) != OK)
		form_wrong(f, &enrol_form[0], "enrol_copied");
	if (*new && weak != PASSWORD_GOOD)
		form_weak(f, &enrol_form[1], weak);
	if (*new && strcmp(new, form_value(f, "again")) != 0)
		form_wrong(f, &enrol_form[2], NULL);
}

/* POST /:lang/enrol */
enum rc enrol(struct web *w)
{
	struct authd_request request = { .op = AUTHD_ENROL };
	struct authd_reply *reply = take(w->t, sizeof *reply);
	struct receipt code = { { 0 } };
	struct form f;
	const char *carry, *to = "";
	enum rc rc = form_read(w, &f, enrol_form, COUNT(enrol_form));

	if (rc != OK && rc != INVALID)
		return rc;
	carry = form_value(&f, "carry");
	if (turned(w, &f, &to)) {
		form_put(w, &f);
		return enrol_page(w, carry);
	}
	put_carry(w, "enrol", carry);
	check_enrol(&f, &code);
	if (f.wrong_count == 0)
		hash32(code.bits, sizeof code.bits, request.enrol);
	sodium_memzero(&code, sizeof code);
	if (f.wrong_count)
		return form_again(w, &f, "enrol.cs");
	into_message(request.new_password, sizeof request.new_password, form_value(&f, "new"));
	rc = ask_authd(w, &request, reply);
	if (rc != OK)
		return rc;
	if (reply->answer == AUTHD_NEED_FACTOR)
		return factor_page(w, reply, NULL, "", carry);
	if (reply->answer == AUTHD_WEAK)
		form_weak(&f, &enrol_form[1], reply->weak);
	else
		form_wrong(&f, &enrol_form[0], "enrol_code");
	return form_again(w, &f, "enrol.cs");
}

/* POST /:lang/enrol/confirm */
enum rc confirm_factor(struct web *w)
{
	struct authd_request request = { .op = AUTHD_CONFIRM };
	struct authd_reply *reply = take(w->t, sizeof *reply);
	struct form f;
	enum rc rc = form_read(w, &f, confirm_form, COUNT(confirm_form));
	const char *typed, *to, *carry, *wrong;

	if (rc != OK && rc != INVALID)
		return rc;
	typed = form_value(&f, "otp");
	to = form_value(&f, "to");
	carry = form_value(&f, "carry");
	wrong = *typed ? "login_code" : "code_empty";
	if (turned(w, &f, &to)) {
		typed = "";
		wrong = NULL;
	}
	if (!text_unhex(form_value(&f, "pending"), request.pending, sizeof request.pending))
		return fail(w->t, MALFORMED, "pending is not ours");
	/* Nothing, or more than any code: authd is asked all the same, for it alone can show the secret again. */
	if (!*form_value(&f, "without") && (!*typed || !into_message(request.code, sizeof request.code, typed)))
		into_message(request.code, sizeof request.code, "-");
	rc = ask_authd(w, &request, reply);
	if (rc != OK)
		return rc;
	if (reply->answer == AUTHD_WRONG_CODE)
		return factor_page(w, reply, wrong, to, carry);
	if (reply->answer == AUTHD_IN)
		return logged_in(w, reply, to, carry);
	if (*carry && !w->account)
		return login_note(w, reply->answer == AUTHD_DONE ? "enrolled" : "expired", to, carry);
	if (reply->answer != AUTHD_DONE)
		return see(w, "/%s/login?note=expired", w->lang);
	return w->account ? see(w, "/%s/account?note=factor", w->lang)
		: see(w, "/%s/login?note=enrolled", w->lang);
}
