/* The one source of time. Rules take time as an argument; only programs ask here. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

/*
 * Opens the offset file (seconds, may be negative) that demo and test builds
 * add to the system clock, so that demo data can be overdue. A production
 * build (-DKP_PRODUCTION) has no such code. Call before the sandbox.
 */
void clock_open(const char *offset_path);
int64_t clock_now(void);		/* seconds since 1970 UTC, offset included */
int64_t clock_steady_ms(void);		/* monotonic, for limits and time-outs */
void clock_pause(long ms);		/* a signal ends it early */

#endif
