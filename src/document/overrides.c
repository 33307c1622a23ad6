#include "deck-imp.h"

/* ---- Which texts are for the page that is being drawn ---- */

/* The area that the page is of; TK_ALL_AREAS: no one area. */
static unsigned area_of(const struct tk_document *doc)
{
	if (doc->area == TK_ALL_AREAS && doc->page->areas_count == 1)
		return tk_dataset_find_area(doc->picture->dataset, doc->page->areas[0]);
	return doc->area;
}

static bool is_meant(const struct tk_document *doc, const struct tk_page_texts *texts)
{
	unsigned area = area_of(doc);

	if (!g_str_equal(texts->page, doc->page->kind))
		return false;
	return !texts->area || (area < doc->picture->dataset->n_areas &&
				g_str_equal(texts->area, doc->picture->dataset->areas[area].id));
}

/* A text of one language, NULL where it is not given. */
static const char *given(const struct tk_names *names, enum tk_lang lang)
{
	return names->in[lang] && *names->in[lang] ? names->in[lang] : NULL;
}

/* ---- Titles ---- */

static const char *settings_text(const struct tk_document *doc, bool of_area, bool subtitle)
{
	const struct tk_period *period = doc->picture->period;

	for (unsigned i = 0; i < period->n_texts; i++) {
		const struct tk_page_texts *texts = &period->texts[i];
		const char *text =
			given(subtitle ? &texts->subtitle : &texts->title, doc->pen.lang);

		if (text && (texts->area != NULL) == of_area && is_meant(doc, texts))
			return text;
	}
	return NULL;
}

/* The settings' for this area, the settings' for the kind of page, the template's. */
static const char *find_text(const struct tk_document *doc, bool subtitle)
{
	const char *text = settings_text(doc, true, subtitle);

	if (!text)
		text = settings_text(doc, false, subtitle);
	if (!text)
		text = given(subtitle ? &doc->page->subtitle : &doc->page->title, doc->pen.lang);
	return text;
}

static char *instead(const char *text, char *own)
{
	if (!text)
		return own;
	g_free(own);
	return tk_text_bold(text);
}

char *tk_doc_title(const struct tk_document *doc, char *own)
{
	return instead(find_text(doc, false), own);
}

char *tk_doc_subtitle(const struct tk_document *doc, char *own)
{
	return instead(find_text(doc, true), own);
}

/* ---- Sentences ---- */

/* Those given in the language; the page's own one stands in for one that is not. NULL: none is. */
static char **take_sentences(const struct tk_names *sentences, unsigned n, enum tk_lang lang,
			     char **own)
{
	GPtrArray *taken = g_ptr_array_new();
	unsigned n_own = g_strv_length(own), n_given = 0;

	for (unsigned i = 0; i < n; i++) {
		const char *text = given(&sentences[i], lang);

		n_given += text != NULL;
		if (text || i < n_own)
			g_ptr_array_add(taken, text ? tk_text_bold(text) : g_strdup(own[i]));
	}
	g_ptr_array_add(taken, NULL);
	if (n_given > 0)
		return (char **)g_ptr_array_free(taken, FALSE);
	g_strfreev((char **)g_ptr_array_free(taken, FALSE));
	return NULL;
}

static char **settings_sentences(const struct tk_document *doc, bool of_area, char **own)
{
	const struct tk_period *period = doc->picture->period;
	char **taken = NULL;

	for (unsigned i = 0; i < period->n_texts && !taken; i++) {
		const struct tk_page_texts *texts = &period->texts[i];

		if ((texts->area != NULL) == of_area && is_meant(doc, texts))
			taken = take_sentences(texts->sentences, texts->n_sentences, doc->pen.lang,
					       own);
	}
	return taken;
}

char **tk_doc_sentences(const struct tk_document *doc, char **own)
{
	char **taken = settings_sentences(doc, true, own);

	if (!taken)
		taken = settings_sentences(doc, false, own);
	if (!taken)
		taken = take_sentences(doc->page->sentences, doc->page->sentences_count,
				       doc->pen.lang, own);
	if (!taken)
		return own;
	g_strfreev(own);
	return taken;
}

/* ---- Whether there are such pages ---- */

/* Says what a kind of page cannot have, and what it can. */
static bool refuse_key(const struct tk_page_texts *texts, const char *key,
		       const struct tk_page_kind *kind, struct tk_log *log)
{
	g_autofree char *accepted = g_strconcat(
		"page, title, subtitle", kind->options & TK_OPTION_AREAS ? ", area" : "",
		kind->options & TK_OPTION_SENTENCES ? ", sentences" : "", NULL);

	tk_log_add(log, TK_DIAG_SETTINGS_KEY, &texts->source, key, accepted, NULL);
	return false;
}

static bool check_texts(const struct tk_page_texts *texts, struct tk_log *log)
{
	const struct tk_page_kind *kind = tk_page_kind_of(texts->page);

	if (!kind) {
		g_autofree char *names = tk_page_kind_names();

		tk_log_add(log, TK_DIAG_SETTINGS_VALUE, &texts->source, "texts: page", texts->page,
			   names, NULL);
		return false;
	}
	if (texts->area && !(kind->options & TK_OPTION_AREAS))
		return refuse_key(texts, "area", kind, log);
	if (texts->n_sentences > 0 && !(kind->options & TK_OPTION_SENTENCES))
		return refuse_key(texts, "sentences", kind, log);
	return true;
}

bool tk_overrides_check(const struct tk_dataset *dataset, struct tk_log *log)
{
	bool good = true;

	for (unsigned p = 0; p < dataset->n_periods; p++) {
		for (unsigned i = 0; i < dataset->periods[p].n_texts; i++)
			good &= check_texts(&dataset->periods[p].texts[i], log);
	}
	return good;
}
