#include "publication-imp.h"

/* The cover and the notes. */

#define TITLE_WIDTH 84.0
#define NAME_WIDTH 30.0
#define ROWS_WIDTH 12.0
#define NOTE_WIDTH 110.0

/* ---- Notes ---- */

static void put_note(struct tk_tab *tab, const char *mark, const char *text)
{
	tk_pub_row_height(tab, tk_pub_lines(text, NOTE_WIDTH));
	tk_pub_put_text(tab, 0, mark);
	tk_pub_put_text(tab, 1, text);
	tab->row++;
}

void tk_pub_notes(struct tk_pub *pub, struct tk_tab *tab)
{
	struct tk_workbook *workbook = &pub->workbook;
	g_autofree char *line = tk_workbook_format(workbook, "workbook.pub-notes.one-table");

	tk_put_text(tab, 0, line, TK_STYLE_NOTE);
	lxw_row_t head = ++tab->row;

	tk_pub_key_head(tab, 0, "note-mark", 20, false);
	tk_pub_key_head(tab, 1, "note-text", NOTE_WIDTH, false);
	tk_pub_heads_end(tab);

	for (unsigned i = 0; i < pub->notes->len; i++) {
		const char *text = g_ptr_array_index(pub->notes, i);
		g_autofree char *mark = tk_pub_note(pub, text);

		put_note(tab, mark, text);
	}
	put_note(tab, tk_workbook_text(workbook, "workbook.pub.missing"),
		 tk_workbook_text(workbook, "workbook.pub.missing.text"));
	put_note(tab, tk_workbook_text(workbook, "workbook.pub.not-applicable"),
		 tk_workbook_text(workbook, "workbook.pub.not-applicable.text"));
	tk_tab_mark_table(tab, head, tk_tab_text(workbook, "pub-notes", "table"), false);
}

/* ---- The cover ---- */

static void put_line(struct tk_tab *tab, const char *text)
{
	tk_pub_row_height(tab, tk_pub_lines(text, TITLE_WIDTH));
	tk_put_text(tab, 0, text, TK_STYLE_WRAP);
	tab->row++;
}

static void put_section(struct tk_tab *tab, const char *key)
{
	tk_tab_row_height(tab, 30);
	tk_put_text(tab, 0, tk_workbook_text(tab->workbook, key), TK_STYLE_SECTION);
	tab->row++;
}

/* A section of one line, unless there is nothing to say. */
static void put_fact(struct tk_tab *tab, const char *key, const char *text)
{
	if (!text || !*text)
		return;
	put_section(tab, key);
	put_line(tab, text);
}

static void put_facts(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_picture *picture = workbook->picture;
	const struct tk_settings *settings = &picture->dataset->settings;
	g_autofree char *coverage =
		tk_workbook_format(workbook, "workbook.pub-cover.coverage.text");
	g_autofree char *n = tk_format_int(workbook->lang, picture->now->n_reported);
	g_autofree char *all = tk_format_int(workbook->lang, picture->dataset->n_regions);
	g_autofree char *regions =
		tk_text_format(workbook->kit->texts, workbook->lang, "workbook.guide.regions.text",
			       "n", n, "all", all, NULL);
	g_autofree char *source = tk_workbook_format(workbook, "workbook.pub-cover.source.text");
	g_autofree char *published = picture->period->published == TK_NO_DATE
					     ? NULL
					     : tk_text_date(workbook->kit->texts, workbook->lang,
							    picture->period->published);

	put_fact(tab, "workbook.pub-cover.about",
		 tk_names_in(&settings->description, workbook->lang));
	put_section(tab, "workbook.pub-cover.coverage");
	put_line(tab, coverage);
	put_line(tab, regions);
	put_fact(tab, "workbook.pub-cover.source", source);
	put_fact(tab, "workbook.pub-cover.published", published);
}

static void add_part(GString *line, const char *part)
{
	if (part && *part)
		g_string_append_printf(line, "%s%s", line->len ? ", " : "", part);
}

/* The issuer, its site, and whom it names for questions about the whole country. */
static void put_contacts(struct tk_tab *tab)
{
	struct tk_workbook *workbook = tab->workbook;
	const struct tk_settings *settings = &workbook->picture->dataset->settings;
	g_autoptr(GString) issuer = g_string_new(NULL);

	put_section(tab, "workbook.pub-cover.contact");
	add_part(issuer, tk_names_in(&settings->issuer, workbook->lang));
	add_part(issuer, settings->website);
	put_line(tab, issuer->str);
	for (unsigned i = 0; i < settings->n_contacts; i++) {
		const struct tk_contact *contact = &settings->contacts[i];
		g_autoptr(GString) line = g_string_new(NULL);

		if (contact->region)
			continue;
		add_part(line, tk_names_in(&contact->name, workbook->lang));
		add_part(line, tk_names_in(&contact->role, workbook->lang));
		add_part(line, contact->email);
		add_part(line, contact->phone);
		add_part(line, tk_names_in(&contact->text, workbook->lang));
		put_line(tab, line->str);
	}
}

static void put_entry(struct tk_tab *tab, const char *name, const char *title, unsigned n_rows)
{
	tk_pub_row_height(tab, tk_pub_lines(title, TITLE_WIDTH));
	tk_put_link(tab, 0, name, title);
	tk_pub_put_text(tab, 1, name);
	tk_put_int(tab, 2, n_rows, TK_STYLE_INT);
	tab->row++;
}

static void put_contents(struct tk_pub *pub, struct tk_tab *tab)
{
	struct tk_workbook *workbook = &pub->workbook;
	g_autofree char *notes = tk_workbook_format(workbook, "workbook.pub-notes.title");

	put_section(tab, "workbook.pub-cover.contents");
	lxw_row_t head = tab->row;

	tk_pub_key_head(tab, 0, "contents-title", TITLE_WIDTH, false);
	tk_pub_key_head(tab, 1, "contents-sheet", NAME_WIDTH, false);
	tk_pub_key_head(tab, 2, "contents-rows", ROWS_WIDTH, true);
	tk_pub_heads_end(tab);

	/* Two more rows explain the shorthand. */
	put_entry(tab, tk_tab_text(workbook, "pub-notes", "name"), notes, pub->notes->len + 2);
	for (unsigned i = 0; i < pub->sheets->len; i++) {
		const struct tk_pub_sheet *sheet =
			&g_array_index(pub->sheets, struct tk_pub_sheet, i);

		put_entry(tab, sheet->name, sheet->title, sheet->n_rows);
	}
	tk_tab_mark_table(tab, head, tk_tab_text(workbook, "pub-cover", "table"), false);
}

void tk_pub_cover(struct tk_pub *pub, struct tk_tab *tab)
{
	struct tk_workbook *workbook = &pub->workbook;
	const struct tk_picture *picture = workbook->picture;
	g_autofree char *one_table = tk_workbook_format(workbook, "workbook.pub-cover.one-table");

	put_line(tab, one_table);
	put_facts(tab);
	if (picture->period->illustrative) {
		g_autofree char *warning = tk_workbook_format(workbook, "workbook.illustrative");

		put_fact(tab, "workbook.guide.warning", warning);
	}
	put_contacts(tab);
	put_fact(tab, "workbook.guide.program", "tilannekuva " TK_VERSION);
	put_contents(pub, tab);
}
