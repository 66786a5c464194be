/* The public form as programs: the form, and beside it what takes its files. */
#ifndef TIP_ROUTES_H
#define TIP_ROUTES_H

#include "web/web.h"

extern const struct program tip_program, upload_program;

#endif
