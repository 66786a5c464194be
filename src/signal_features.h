/*
 * Coded features of a subject: what trends count, because text is sealed.
 * Stored as "method.payment sector.horticulture". No nationality, origin,
 * religion or appearance: these are not on the list and cannot be stored.
 */
#ifndef SIGNAL_FEATURES_H
#define SIGNAL_FEATURES_H

#include <stddef.h>

struct signal_feature {
	const char *group;		/* method sector document route */
	const char *const *codes;	/* NULL-ended; words "<group>.<code>" */
};
extern const struct signal_feature signal_features[];
extern const size_t signal_feature_count;

/* Europol 4x4, verdicts, intents, kinds, reasons: NULL-ended lists of codes. */
extern const char *const signal_sources[];		/* A B C X */
extern const char *const signal_information[];		/* 1 2 3 4 */
extern const char *const signal_verdicts[];
extern const char *const signal_intents[];
extern const char *const signal_kinds[];
extern const char *const signal_close_reasons[];
extern const char *const signal_subject_codes[];
extern const char *const signal_channels[];

/* 1 when code is on the list. */
int signal_code_known(const char *const *list, const char *code);
/* 1 when every word of "method.payment route.sea" is a feature, none twice, and it fits the column. */
int signal_features_valid(const char *features);
/* 1 when the features hold group.code. */
int signal_features_have(const char *features, const char *group, const char *code);

#endif
