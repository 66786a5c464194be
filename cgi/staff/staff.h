/* The intranet: what its files share. Handlers verb first; the rooms do the work. */
#ifndef STAFF_H
#define STAFF_H

#include "account.h"
#include "account_rule.h"
#include "authd_message.h"
#include "web/form.h"
#include "web/page.h"
#include "web/web.h"

/* The lead approves what administrators propose. */
enum { MANAGES = ADMINISTRATOR | LEAD, INSPECTS = AUDITOR | PRIVACY_OFFICER };

extern const struct route staff_routes[];	/* routes.c: one table, who may on each row */
extern const struct takes staff_takes[];
extern const size_t staff_route_count;

/* enter.c: who is this, and may the form be trusted? */
enum rc staff_enter(struct web *w);
enum rc staff_refused(struct web *w, enum rc rc);
void staff_meet(struct web *w);
void put_languages(struct web *w);
/* Makes the person of this token the one at work: after log-in, and on every request. */
enum rc staff_become(struct web *w, const unsigned char token[32]);
const char *staff_cookie(struct task *t);	/* its name carries the port, because cookies do not */

/* carry.c: what the browser carries for us, sealed with the intranet's own key. */
int carry_start(const struct settings *settings);
/* The field "csrf" of a form: the session's token and, sealed, for whom the form was made. */
const char *form_token(struct web *w);
enum form_token { TOKEN_WRONG, TOKEN_SESSION, TOKEN_ANONYMOUS };
/* Judges it; whom is the account the form was made for, when *has_whom says so. */
enum form_token form_token_check(struct web *w, const char *field, unsigned char whom[16],
	int *has_whom);
/* Our own page to go to after log-in; 0 for anything that could lead elsewhere. */
int staff_path_ours(const char *path);
/* A whole POST for after log-in; "" when there is nothing to carry or it is too large. */
const char *carry_seal(struct web *w, const unsigned char whom[16]);
/* The fields again; path and owner in *path, whom. INVALID when not ours or too old. */
enum rc carry_open(struct web *w, const char *sealed, unsigned char whom[16], const char **path,
	struct pairs *fields);

/* carried.c: pages on which a text waits. carry "" for none; form: the id of the page's form, whose buttons the languages are then. */
enum { CARRY_FIELD = 420 << 10 };
void put_carry(struct web *w, const char *form, const char *carry);
/* 1 when a language of such a page was pressed (field "lang"): the page speaks it, and *to leads there too. */
int turned(struct web *w, struct form *f, const char **to);
/* The text of before (carry_seal), to be sent by the person who typed it, or refused to another. */
enum rc resume_page(struct web *w, const char *carry);
enum rc resume(struct web *w);

/* authd_door.c: as authd_ask(), for at most half of the workers at once; 0 when authd or the door is busy. */
void authd_door_start(const struct settings *settings);
int authd_through_door(struct web *w, struct authd_request *request, struct authd_reply *reply);

/* login.c */
enum rc go_home(struct web *w);
enum rc choose_language(struct web *w);
enum rc show_login(struct web *w);
enum rc login_page(struct web *w, int status, const char *to, const char *carry);
enum rc login_note(struct web *w, const char *note, const char *to, const char *carry);	/* the same, and why */
enum rc log_in(struct web *w);
enum rc log_in_code(struct web *w);
enum rc log_out(struct web *w);
enum rc logged_in(struct web *w, const struct authd_reply *reply, const char *to, const char *carry);
/* BUSY when authd is away or busy, FAULT when it could not; wipes the request. The reply is of the task's memory: it may hold a token. */
enum rc ask_authd(struct web *w, struct authd_request *request, struct authd_reply *reply);
/* Copies a typed text into a message; 0 when it does not fit. */
int into_message(char *out, size_t size, const char *typed);

/* enrol.c: first log-in and second factor */
enum rc show_enrol(struct web *w);
enum rc enrol_page(struct web *w, const char *carry);
enum rc enrol(struct web *w);
enum rc confirm_factor(struct web *w);
/* wrong: word key behind "error." of what is wrong with the code typed; NULL when nothing was typed yet. */
enum rc factor_page(struct web *w, const struct authd_reply *reply, const char *wrong, const char *to,
	const char *carry);
/* Why authd found a new password weak (enum password_fault). */
void form_weak(struct form *f, const struct field *field, uint32_t weak);

/* me.c */
enum rc show_me(struct web *w);
enum rc change_password(struct web *w);
enum rc end_sessions(struct web *w);
enum rc change_factor(struct web *w);
enum rc change_language(struct web *w);

/* admin.c */
enum rc list_users(struct web *w);
enum rc add_user(struct web *w);
enum rc show_user(struct web *w);
enum rc change_user(struct web *w);
enum rc decide_change(struct web *w);

/* sure.c: asks for a yes (field "sure") to a form; words "sure.<what>", its .text with {n} for about, and its .button. */
enum rc ask_sure(struct web *w, const struct form *f, const char *what, const char *about, const char *back);
int is_asked_first(const struct form *f);	/* 1: the form of a person's page is one of those, and not yet said yes to */
enum rc ask_user_sure(struct web *w, const struct form *f);

/* admin_calendar.c */
enum rc show_calendar(struct web *w);
enum rc change_calendar(struct web *w);

/* audit_page.c */
enum rc show_audit(struct web *w);

#endif
