#include "form-imp.h"

/* The form's first sheet: what to do, by when, and what the statuses mean. */

enum { COL_LABEL, COL_TEXT };

#define LABEL_WIDTH 30.0
#define TEXT_WIDTH 92.0
#define LINE_PT 13.0

static void put_pair(struct tk_tab *tab, const char *label, const char *text)
{
	tk_tab_row_height(tab, LINE_PT * tk_lines(text, TEXT_WIDTH - 4) + 3);
	tk_put_text(tab, COL_LABEL, label, TK_STYLE_TEXT);
	tk_put_text(tab, COL_TEXT, text, TK_STYLE_WRAP);
	tab->row++;
}

static void put_section(struct tk_tab *tab, const char *text)
{
	tab->row++;
	tk_tab_row_height(tab, 18);
	tk_put_text(tab, COL_LABEL, text, TK_STYLE_SECTION);
	tk_put_blank(tab, COL_TEXT, TK_STYLE_SECTION);
	tab->row++;
}

static char *fill(const struct tk_form_book *book, const char *key, const char *last)
{
	const struct tk_texts *texts = book->workbook.kit->texts;
	enum tk_lang lang = book->workbook.lang;
	g_autofree char *date = tk_text_date(texts, lang, book->picture.period->reporting_date);
	g_autofree char *file = tk_form_file_name(book);

	return tk_text_format(texts, lang, key, "date", date, "file", file, "last", last, NULL);
}

static void put_facts(struct tk_form *form, struct tk_tab *tab)
{
	const struct tk_form_book *book = &form->book;
	g_autofree char *due = fill(book, "form.guide.due.text", "");

	put_pair(tab, tk_form_text(book, "form.guide.region"),
		 tk_names_in(&book->region->name, tab->workbook->lang));
	put_pair(tab, tk_form_text(book, "form.guide.due"), due);
	if (form->answers) {
		const struct tk_period *before = &book->dataset->periods[form->last->period];
		g_autofree char *last = g_strdup_printf("%d/%d", before->month, before->year);
		g_autofree char *text = fill(book, "form.guide.ready.last", last);

		put_pair(tab, tk_form_text(book, "form.guide.ready"), text);
	} else {
		put_pair(tab, tk_form_text(book, "form.guide.ready"),
			 tk_form_text(book, "form.guide.ready.none"));
	}
}

static void put_steps(const struct tk_form_book *book, struct tk_tab *tab)
{
	static const char *const steps[] = {"form.guide.step1", "form.guide.step2",
					    "form.guide.step3", "form.guide.step4",
					    "form.guide.step5"};

	put_section(tab, tk_form_text(book, "form.guide.steps"));
	for (unsigned i = 0; i < G_N_ELEMENTS(steps); i++) {
		g_autofree char *number = g_strdup_printf("%u.", i + 1);
		g_autofree char *text = fill(book, steps[i], "");

		put_pair(tab, number, text);
	}
}

static void put_statuses(const struct tk_form_book *book, struct tk_tab *tab)
{
	put_section(tab, tk_form_text(book, "form.guide.statuses"));
	for (unsigned s = TK_STATUS_NOT_STARTED; s < TK_N_STATUSES; s++) {
		const char *id = tk_status_id((enum tk_status)s);
		g_autofree char *key = g_strconcat("form.guide.status.", id, NULL);

		put_pair(tab, tk_form_word(book, "status", id), tk_form_text(book, key));
	}
}

static void put_contact(const struct tk_form_book *book, struct tk_tab *tab)
{
	const struct tk_settings *settings = &book->dataset->settings;
	const char *issuer = tk_names_in(&settings->issuer, tab->workbook->lang);

	put_section(tab, tk_form_text(book, "form.guide.contact"));
	if (*issuer)
		put_pair(tab, tk_form_text(book, "form.guide.issuer"), issuer);
	if (settings->website && *settings->website)
		put_pair(tab, tk_form_text(book, "form.guide.website"), settings->website);
}

void tk_form_guide(struct tk_form *form)
{
	static const struct tk_tab_kind kind = {.key = "form.guide"};
	struct tk_form_book *book = &form->book;
	g_autofree char *title = tk_form_title(book, "form.title");
	struct tk_tab tab;

	if (!tk_form_add_sheet(&tab, book, &kind, tk_form_text(book, "form.guide.name")))
		return;
	worksheet_gridlines(tab.sheet, LXW_HIDE_ALL_GRIDLINES);
	worksheet_set_column(tab.sheet, COL_LABEL, COL_LABEL, LABEL_WIDTH, NULL);
	worksheet_set_column(tab.sheet, COL_TEXT, COL_TEXT, TEXT_WIDTH, NULL);
	tk_put_text(&tab, COL_LABEL, title, TK_STYLE_TITLE);
	tab.row += 2;
	put_facts(form, &tab);
	put_steps(book, &tab);
	put_statuses(book, &tab);
	put_contact(book, &tab);
	tk_form_protect(&tab);
	worksheet_activate(tab.sheet);
}
