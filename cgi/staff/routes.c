/*
 * The intranet, on one screen: what exists and who may. Absent = nobody.
 * What a person sees of the data itself is decided by the need-to-know views.
 */
#include "staff.h"

const struct route staff_routes[] = {
	/* method  path                          page           who may         does             */
	{ "GET",   "/",                          "",            ANYBODY,        choose_language  },
	{ "GET",   "/:lang/",                    "",            ANYBODY,        go_home          },
	{ "GET",   "/:lang/login",               "login.cs",    ANYBODY,        show_login       },
	{ "POST",  "/:lang/login",               "login.cs",    ANYBODY,        log_in           },
	{ "POST",  "/:lang/login/code",          "second.cs",   ANYBODY,        log_in_code      },
	{ "GET",   "/:lang/enrol",               "enrol.cs",    ANYBODY,        show_enrol       },
	{ "POST",  "/:lang/enrol",               "enrol.cs",    ANYBODY,        enrol            },
	{ "POST",  "/:lang/enrol/confirm",       "factor.cs",   ANYBODY,        confirm_factor   },
	{ "POST",  "/:lang/logout",              "",            EVERYBODY,      log_out          },
	{ "GET",   "/:lang/account",             "me.cs",       EVERYBODY,      show_me          },
	{ "POST",  "/:lang/account/password",    "me.cs",       EVERYBODY,      change_password  },
	{ "POST",  "/:lang/account/sessions",    "me.cs",       EVERYBODY,      end_sessions     },
	{ "POST",  "/:lang/account/factor",      "me.cs",       EVERYBODY,      change_factor    },
};
const size_t staff_route_count = COUNT(staff_routes);
