/* A PDF of pages that are pictures (ISO 32000-1, 7.5): three objects a page, and the table of where each stands. */
#include "pdf.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_PAGE = 3, OF_A_PAGE = 3, ROW = 20, KID = 11 };	/* objects; bytes of a row of the xref, of a name of a page */

static const char behind_page[] = "\nendstream\nendobj\n";

/* An object begins behind so many bytes of the text that is being made. */
static void mark(struct pdf *p, size_t ahead)
{
	p->where[++p->objects] = p->at + ahead;
}

static const char *said(struct pdf *p, const char *text, uint64_t picture)
{
	p->at += strlen(text) + picture;
	return text;
}

static const char *kids(struct task *t, unsigned pages)
{
	char *out = take(t, (size_t)pages * KID + 1), *at = out;

	*at = '\0';
	for (unsigned i = 0; i < pages; i++)
		at += snprintf(at, KID + 1, "%u 0 R ", FIRST_PAGE + i * OF_A_PAGE);
	return out;
}

const char *pdf_begin(struct task *t, struct pdf *p, unsigned pages)
{
	const char *head = "%PDF-1.4\n", *catalog = "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n";

	*p = (struct pdf){ .pages = pages };
	p->where = take(t, (FIRST_PAGE + (size_t)pages * OF_A_PAGE) * sizeof *p->where);
	mark(p, strlen(head));
	mark(p, strlen(head) + strlen(catalog));
	return said(p, take_format(t, "%s%s2 0 obj\n<</Type/Pages/Kids[%s]/Count %u>>\nendobj\n", head, catalog,
		kids(t, pages), pages), 0);
}

/* 72 to the inch, of 150 points to the inch. */
static unsigned on_paper(unsigned points)
{
	return points * 72 / 150 ? points * 72 / 150 : 1;
}

/* The page, what is drawn on it, the picture. */
const char *pdf_page(struct task *t, struct pdf *p, const struct picture *picture, uint64_t size)
{
	unsigned wide = on_paper(picture->wide), high = on_paper(picture->high), n = p->objects + 1;
	const char *draw = take_format(t, "q %u 0 0 %u 0 0 cm /P Do Q", wide, high);
	const char *page = take_format(t, "%u 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 %u %u]/Contents %u 0 R"
		"/Resources<</XObject<</P %u 0 R>>>>>>\nendobj\n", n, wide, high, n + 1, n + 2);
	const char *drawn = take_format(t, "%u 0 obj\n<</Length %zu>>stream\n%s\nendstream\nendobj\n", n + 1,
		strlen(draw), draw);

	mark(p, 0);
	mark(p, strlen(page));
	mark(p, strlen(page) + strlen(drawn));
	return said(p, take_format(t, "%s%s%u 0 obj\n<</Type/XObject/Subtype/Image/Width %u/Height %u/ColorSpace/%s"
		"/BitsPerComponent 8/Filter/DCTDecode/Length %llu>>stream\n", page, drawn, n + 2, picture->wide,
		picture->high, picture->channels == 1 ? "DeviceGray" : "DeviceRGB", (unsigned long long)size), size);
}

const char *pdf_page_end(struct pdf *p)
{
	return said(p, behind_page, 0);
}

const char *pdf_end(struct task *t, struct pdf *p)
{
	char *rows = take(t, (size_t)p->objects * ROW + 1), *at = rows;

	*at = '\0';
	for (unsigned i = 1; i <= p->objects; i++)
		at += snprintf(at, ROW + 1, "%010llu 00000 n \n", (unsigned long long)p->where[i]);
	return take_format(t, "xref\n0 %u\n0000000000 65535 f \n%strailer<</Size %u/Root 1 0 R>>\nstartxref\n%llu\n%%%%EOF\n",
		p->objects + 1, rows, p->objects + 1, (unsigned long long)p->at);
}
