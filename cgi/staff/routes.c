/*
 * The intranet, on one screen: what exists and who may. Absent = nobody.
 * What a person sees of the data itself is decided by the need-to-know views.
 */
#include "desk.h"

const struct route staff_routes[] = {
	/* method path                              page           who may         does              */
	{ "GET",  "/",                              "",            ANYBODY,        choose_language   },
	{ "GET",  "/:lang/",                        "",            ANYBODY,        go_home           },
	{ "GET",  "/:lang/login",                   "login.cs",    ANYBODY,        show_login        },
	{ "POST", "/:lang/login",                   "login.cs",    ANYBODY,        log_in            },
	{ "POST", "/:lang/login/code",              "second.cs",   ANYBODY,        log_in_code       },
	{ "GET",  "/:lang/enrol",                   "enrol.cs",    ANYBODY,        show_enrol        },
	{ "POST", "/:lang/enrol",                   "enrol.cs",    ANYBODY,        enrol             },
	{ "POST", "/:lang/enrol/confirm",           "factor.cs",   ANYBODY,        confirm_factor    },
	{ "POST", "/:lang/logout",                  "",            EVERYBODY,      log_out           },
	{ "GET",  "/:lang/account",                 "me.cs",       EVERYBODY,      show_me           },
	{ "POST", "/:lang/account/password",        "me.cs",       EVERYBODY,      change_password   },
	{ "POST", "/:lang/account/sessions",        "me.cs",       EVERYBODY,      end_sessions      },
	{ "POST", "/:lang/account/factor",          "me.cs",       EVERYBODY,      change_factor     },
	{ "POST", "/:lang/account/language",        "me.cs",       EVERYBODY,      change_language   },

	/* people, calendar, audit */
	{ "GET",  "/:lang/users",                   "users.cs",    MANAGES,        list_users        },
	{ "POST", "/:lang/users",                   "users.cs",    ADMINISTRATOR,  add_user          },
	{ "GET",  "/:lang/users/:ref",              "user.cs",     MANAGES,        show_user         },
	{ "POST", "/:lang/users/:ref",              "user.cs",     ADMINISTRATOR,  change_user       },
	{ "POST", "/:lang/changes",                 "users.cs",    MANAGES,        decide_change     },
	{ "GET",  "/:lang/calendar",                "calendar.cs", ADMINISTRATOR,  show_calendar     },
	{ "POST", "/:lang/calendar",                "calendar.cs", ADMINISTRATOR,  change_calendar   },
	{ "GET",  "/:lang/audit",                   "audit.cs",    INSPECTS,       show_audit        },

	/* the desk: signals */
	{ "GET",  "/:lang/queue",                   "queue.cs",    READS,          show_queue        },
	{ "GET",  "/:lang/overview",                "overview.cs", LEAD | ANALYST, show_overview     },
	{ "GET",  "/:lang/signals/:ref",            "signal.cs",   READS,          show_signal       },
	{ "POST", "/:lang/signals/:ref/open",       "signal.cs",   READS,          open_signal       },
	{ "POST", "/:lang/signals/:ref/claimed",    "signal.cs",   WORKS,          claim_signal      },
	{ "POST", "/:lang/signals/:ref/assigned",   "signal.cs",   LEADS,          assign_signal     },
	{ "POST", "/:lang/signals/:ref/note",       "signal.cs",   WORKS,          add_note          },
	{ "POST", "/:lang/signals/:ref/region",     "signal.cs",   WORKS,          set_region        },
	{ "GET",  "/:lang/signals/:ref/assess",     "assess.cs",   WORKS,          show_assess       },
	{ "POST", "/:lang/signals/:ref/assess",     "assess.cs",   WORKS,          judge_subject     },
	{ "GET",  "/:lang/signals/:ref/forward",    "forward.cs",  WORKS,          show_forward      },
	{ "POST", "/:lang/signals/:ref/forward",    "forward.cs",  WORKS,          forward_signal    },
	{ "GET",  "/:lang/signals/:ref/handed_over", "step.cs",    WORKS,          show_step         },
	{ "POST", "/:lang/signals/:ref/handed_over", "step.cs",    WORKS,          take_step         },
	{ "GET",  "/:lang/signals/:ref/close",      "close.cs",    WORKS,          show_close        },
	{ "POST", "/:lang/signals/:ref/close",      "close.cs",    WORKS,          close_signal      },
	{ "GET",  "/:lang/signals/:ref/waiting",    "step.cs",     WORKS,          show_step         },
	{ "POST", "/:lang/signals/:ref/waiting",    "step.cs",     WORKS,          take_step         },
	{ "GET",  "/:lang/signals/:ref/resumed",    "step.cs",     WORKS,          show_step         },
	{ "POST", "/:lang/signals/:ref/resumed",    "step.cs",     WORKS,          take_step         },
	{ "GET",  "/:lang/signals/:ref/linked",     "step.cs",     WORKS,          show_step         },
	{ "POST", "/:lang/signals/:ref/linked",     "step.cs",     WORKS,          take_step         },
	{ "GET",  "/:lang/signals/:ref/enriched",   "step.cs",     WORKS,          show_step         },
	{ "POST", "/:lang/signals/:ref/enriched",   "step.cs",     WORKS,          take_step         },
	{ "GET",  "/:lang/signals/:ref/assessed",   "step.cs",     WORKS,          show_step         },
	{ "POST", "/:lang/signals/:ref/assessed",   "step.cs",     WORKS,          take_step         },
	{ "GET",  "/:lang/signals/:ref/taken_over", "step.cs",     WORKS,          show_step         },
	{ "POST", "/:lang/signals/:ref/taken_over", "step.cs",     WORKS,          take_step         },
	{ "GET",  "/:lang/signals/:ref/returned",   "step.cs",     WORKS,          show_step         },
	{ "POST", "/:lang/signals/:ref/returned",   "step.cs",     WORKS,          take_step         },
	{ "GET",  "/:lang/signals/:ref/reopened",   "step.cs",     WORKS,          show_step         },
	{ "POST", "/:lang/signals/:ref/reopened",   "step.cs",     WORKS,          take_step         },
	{ "GET",  "/:lang/signals/:ref/news_read",  "step.cs",     WORKS,          show_step         },
	{ "POST", "/:lang/signals/:ref/news_read",  "step.cs",     WORKS,          take_step         },
	{ "GET",  "/:lang/signals/:ref/rechecked",  "step.cs",     WORKS,          show_step         },
	{ "POST", "/:lang/signals/:ref/rechecked",  "step.cs",     WORKS,          take_step         },
};
const size_t staff_route_count = COUNT(staff_routes);
