#include <locale.h>
#include <math.h>

#include "common.h"
#include "tilannekuva/date.h"
#include "tilannekuva/number.h"
#include "tilannekuva/texts.h"
#include "tilannekuva/vocabulary.h"

/* ---- Numbers ---- */

static const struct {
	int64_t k, n;
	int percent;
} percents[] = {
	{0, 17, 0},     {1, 2, 50},  {99, 200, 50}, {7, 17, 41},    {17, 17, 100},
	{149, 200, 75}, {1, 200, 1}, {1, 201, 0},   {151, 200, 76},
};

START_TEST(percent_is_rounded_half_up)
{
	struct tk_share share = {percents[_i].k, percents[_i].n};

	ck_assert_int_eq(tk_percent(share), percents[_i].percent);
}
END_TEST

static const struct {
	struct tk_fraction fraction;
	unsigned decimals;
	int64_t points;
} points[] = {
	{{1, 3}, 0, 33},    {{-1, 3}, 1, -333}, {{1, 200}, 0, 1},
	{{-1, 200}, 0, -1}, {{0, 5}, 1, 0},     {{159, 1000}, 1, 159},
};

START_TEST(points_are_rounded_away_from_zero)
{
	ck_assert_int_eq(tk_fraction_points(points[_i].fraction, points[_i].decimals),
			 points[_i].points);
}
END_TEST

START_TEST(large_shares_do_not_overflow)
{
	struct tk_share a = {3000000000, 4000000000}, b = {2999999999, 4000000000};

	ck_assert_int_gt(tk_share_compare(a, b), 0);
	ck_assert_int_eq(tk_share_compare(a, a), 0);
	ck_assert_int_lt(tk_share_compare((struct tk_share){0, 0}, b), 0);
}
END_TEST

START_TEST(fractions_add_up)
{
	struct tk_fraction sum =
		tk_fraction_sum((struct tk_fraction){1, 6}, (struct tk_fraction){1, 3});

	ck_assert_int_eq(sum.num * 2, sum.den);
	ck_assert_int_eq(tk_fraction_sum((struct tk_fraction){0, 0}, sum).den, 0);
}
END_TEST

enum format { PERCENT, WHOLE, SIGNED, DECIMAL };

static const struct {
	enum format format;
	enum tk_lang lang;
	int64_t value;
	unsigned decimals;
	const char *text;
} formats[] = {
	{PERCENT, TK_FI, 57, 0, "57\u00a0%"},
	{PERCENT, TK_SV, 100, 0, "100\u00a0%"},
	{PERCENT, TK_EN, 0, 0, "0%"},
	{WHOLE, TK_FI, 7736, 0, "7\u00a0736"},
	{WHOLE, TK_EN, 1234567, 0, "1,234,567"},
	{WHOLE, TK_FI, -12, 0, "\u221212"},
	{WHOLE, TK_FI, 999, 0, "999"},
	{SIGNED, TK_FI, 159, 1, "+15,9"},
	{SIGNED, TK_EN, -32, 1, "\u22123.2"},
	{SIGNED, TK_SV, 0, 1, "0"},
	{SIGNED, TK_SV, 4, 1, "+0,4"},
	{DECIMAL, TK_FI, -5, 2, "\u22120,05"},
};

START_TEST(numbers_follow_the_language)
{
	g_autofree char *text = NULL;

	switch (formats[_i].format) {
	case PERCENT:
		text = tk_format_percent(formats[_i].lang, (int)formats[_i].value);
		break;
	case WHOLE:
		text = tk_format_int(formats[_i].lang, formats[_i].value);
		break;
	case SIGNED:
		text = tk_format_signed(formats[_i].lang, formats[_i].value, formats[_i].decimals);
		break;
	case DECIMAL:
		text = tk_format_decimal(formats[_i].lang, formats[_i].value, formats[_i].decimals);
		break;
	}
	ck_assert_str_eq(text, formats[_i].text);
}
END_TEST

static const struct {
	const char *text;
	bool good;
	double value;
} doubles[] = {
	{"12.5", true, 12.5}, {"-3", true, -3},    {"1e3", true, 1000}, {"12,5", false, 0},
	{"", false, 0},       {"12 ", false, 0},   {"0x10", false, 0},  {"nan", false, 0},
	{"inf", false, 0},    {"1e999", false, 0}, {"-", false, 0},
};

START_TEST(doubles_are_read_whole_or_not_at_all)
{
	double value = -1;

	ck_assert_int_eq(tk_parse_double(doubles[_i].text, &value), doubles[_i].good);
	if (doubles[_i].good)
		ck_assert(fabs(value - doubles[_i].value) < 1e-12);
}
END_TEST

/* ---- Dates ---- */

static const struct {
	const char *text;
	enum tk_date_form form;
	const char *iso;
} dates[] = {
	{"1.10.2021", TK_DATE_DMY, "2021-10-01"},
	{" 31.12.2021 ", TK_DATE_DMY, "2021-12-31"},
	{"2021-10-01", TK_DATE_ISO, "2021-10-01"},
	{"2021-10-01T12:30:00", TK_DATE_ISO, "2021-10-01"},
	{"2021-10-01 00:00:00", TK_DATE_ISO, "2021-10-01"},
	{"2/2024", TK_DATE_MONTH, "2024-02-29"},
	{"Q4/2021", TK_DATE_QUARTER, "2021-12-31"},
	{"k1/2022", TK_DATE_QUARTER, "2022-03-31"},
	{"II/2022", TK_DATE_QUARTER, "2022-06-30"},
	{"1.10.21", TK_DATE_LOOSE, "2021-10-01"},
	{"1. 10. 2021", TK_DATE_LOOSE, "2021-10-01"},
	{"1.10.2021 12:00", TK_DATE_LOOSE, "2021-10-01"},
	{"1 .10. 2021", TK_DATE_LOOSE, "2021-10-01"},
	{"12.2021", TK_DATE_MONTH, "2021-12-31"},
	{"Q4 2021", TK_DATE_QUARTER, "2021-12-31"},
	{"29.2.2023", TK_DATE_NONE, NULL},
	{"0.10.2021", TK_DATE_NONE, NULL},
	{"13/2021", TK_DATE_NONE, NULL},
	{"Q5/2021", TK_DATE_NONE, NULL},
	{"2021", TK_DATE_NONE, NULL},
	{"pian", TK_DATE_NONE, NULL},
	{"1.10.20211", TK_DATE_NONE, NULL},
	{"", TK_DATE_NONE, NULL},
};

START_TEST(dates_are_read_as_people_write_them)
{
	int32_t date;

	ck_assert_int_eq(tk_date_parse(dates[_i].text, &date), dates[_i].form);
	if (!dates[_i].iso) {
		ck_assert_int_eq(date, TK_NO_DATE);
		return;
	}
	g_autofree char *iso = tk_date_iso(date);

	ck_assert_str_eq(iso, dates[_i].iso);
}
END_TEST

START_TEST(serial_days_go_there_and_back)
{
	int32_t date = tk_date_from_ymd(2021, 9, 30);

	ck_assert_int_eq(tk_date_to_serial(date), 44469);
	ck_assert_int_eq(tk_date_from_serial(44469.75), date);
	ck_assert_int_eq(tk_date_from_serial(1), TK_NO_DATE);
	ck_assert_int_eq(tk_date_from_serial(NAN), TK_NO_DATE);
	ck_assert_int_eq(tk_date_from_ymd(1970, 1, 1), 0);
}
END_TEST

START_TEST(documents_carry_a_date_that_is_not_the_clock)
{
	g_unsetenv("SOURCE_DATE_EPOCH");
	ck_assert_int_eq(tk_document_time(1), 86400 + 43200);
	g_setenv("SOURCE_DATE_EPOCH", "1234", TRUE);
	ck_assert_int_eq(tk_document_time(1), 1234);
	ck_assert_ptr_null(tk_document_time_fault());
	g_setenv("SOURCE_DATE_EPOCH", "", TRUE);
	ck_assert_ptr_null(tk_document_time_fault());
	g_setenv("SOURCE_DATE_EPOCH", "junk", TRUE);
	ck_assert_str_eq(tk_document_time_fault(), "junk");
	ck_assert_int_eq(tk_document_time(1), 86400 + 43200);
	g_unsetenv("SOURCE_DATE_EPOCH");
}
END_TEST

/* ---- Names ---- */

static const char *const alphabet[] = {
	"HUS",   "Itä-Uusimaa", "Kainuu",        "Keski-Pohjanmaa", "Keski-Suomi",
	"Lappi", "Lapplandia",  "Länsi-Uusimaa", "Satakunta",       "Österbotten"};

START_TEST(names_are_in_the_finnish_order)
{
	ck_assert_int_lt(tk_name_compare(alphabet[_i], alphabet[_i + 1]), 0);
	ck_assert_int_gt(tk_name_compare(alphabet[_i + 1], alphabet[_i]), 0);
	ck_assert_int_eq(tk_name_compare(alphabet[_i], alphabet[_i]), 0);
}
END_TEST

START_TEST(a_missing_name_comes_from_another_language)
{
	struct tk_names names = {{NULL, (char *)"Kajanaland", (char *)""}};

	ck_assert_str_eq(tk_names_in(&names, TK_EN), "Kajanaland");
	ck_assert_int_eq(tk_names_lang(&names, TK_EN), TK_SV);
	ck_assert_str_eq(tk_names_in(&(struct tk_names){{NULL}}, TK_FI), "");
}
END_TEST

/* ---- Diagnostics ---- */

/* The {n} places of a text as a set of bits. */
static unsigned places(const char *text)
{
	unsigned set = 0;

	for (; *text; text++) {
		if (text[0] == '{' && g_ascii_isdigit(text[1]) && text[2] == '}')
			set |= 1u << (text[1] - '0');
	}
	return set;
}

START_TEST(every_diagnostic_says_the_same_in_three_languages)
{
	enum tk_diag id = (enum tk_diag)_i;
	unsigned expected = places(tk_diag_template(id, TK_FI));

	for (unsigned l = 0; l < TK_N_LANGS; l++) {
		const char *text = tk_diag_template(id, (enum tk_lang)l);

		ck_assert_msg(text && *text, "%s has no text", tk_diag_name(id));
		ck_assert_msg(places(text) == expected, "%s has other places", tk_diag_name(id));
		ck_assert_msg(g_utf8_validate(text, -1, NULL), "%s is not UTF-8", tk_diag_name(id));
	}
	/* Places are numbered from 0 without a gap. */
	ck_assert_uint_eq(expected & (expected + 1), 0);
}
END_TEST

static const struct {
	struct tk_source source;
	const char *text;
} sources[] = {
	{{"a.xlsx", "Tehtävät", 16, 1}, "a.xlsx:Tehtävät!B17"},
	{{"a.csv", NULL, 0, 27}, "a.csv:AB1"},
	{{"a.xls", "T\033[2J", 0, 0}, "a.xls:T\u241b[2J!A1"},
	{{"a.csv", NULL, 4, TK_NOWHERE}, "a.csv:5"},
	{{"a.csv", NULL, TK_NOWHERE, TK_NOWHERE}, "a.csv"},
	{{NULL, NULL, TK_NOWHERE, TK_NOWHERE}, ""},
};

START_TEST(a_place_is_named_as_spreadsheets_do)
{
	g_autofree char *text = tk_source_text(&sources[_i].source);

	ck_assert_str_eq(text, sources[_i].text);
}
END_TEST

START_TEST(messages_make_hostile_text_visible)
{
	g_autoptr(tk_log) log = tk_log_new();

	tk_log_add(log, TK_DIAG_HEADER_DOUBLE, NULL, "a\033[31m\n\xff", NULL);
	g_autofree char *line = tk_message_line(tk_log_message(log, 0), TK_EN);

	ck_assert_ptr_null(strchr(line, '\033'));
	ck_assert_ptr_null(strchr(line, '\n'));
	ck_assert(g_utf8_validate(line, -1, NULL));
	ck_assert(g_str_has_prefix(line, "tilannekuva: warning: "));
}
END_TEST

START_TEST(the_worst_message_decides_the_exit_status)
{
	g_autoptr(tk_log) log = tk_log_new();

	ck_assert_int_eq(tk_log_exit(log), TK_EXIT_OK);
	tk_log_add(log, TK_DIAG_HEADER_DOUBLE, NULL, "x", NULL);
	ck_assert_int_eq(tk_log_exit(log), TK_EXIT_OK);
	tk_log_add(log, TK_DIAG_FILE_EMPTY, NULL, NULL);
	ck_assert_int_eq(tk_log_exit(log), TK_EXIT_PARTIAL);
	tk_log_add(log, TK_DIAG_JOB_CRASHED, NULL, "x", "y", NULL);
	ck_assert_int_eq(tk_log_exit(log), TK_EXIT_BUG);
	tk_log_add(log, TK_DIAG_OUTPUT_LOCKED, NULL, "x", NULL);
	ck_assert_int_eq(tk_log_exit(log), TK_EXIT_TRY_AGAIN);
}
END_TEST

START_TEST(a_log_keeps_only_so_many_messages_of_a_file)
{
	g_autoptr(tk_log) log = tk_log_new();
	struct tk_source source = {"a.csv", NULL, 0, 0}, other = {"b.csv", NULL, 0, 0};

	for (source.row = 0; source.row < TK_LIMIT_MESSAGES + 500; source.row++)
		tk_log_add(log, TK_DIAG_HEADER_DOUBLE, &source, "x", NULL);
	tk_log_add(log, TK_DIAG_HEADER_DOUBLE, &other, "x", NULL);
	ck_assert_uint_eq(test_count(log, TK_DIAG_MESSAGES_CUT), 1);
	ck_assert_uint_eq(tk_log_n_messages(log), TK_LIMIT_MESSAGES + 2);
	ck_assert_uint_eq(tk_log_count(log, TK_LEVEL_WARNING), TK_LIMIT_MESSAGES + 501);
}
END_TEST

START_TEST(equal_interpretations_are_counted_together)
{
	g_autoptr(tk_log) log = tk_log_new(), other = tk_log_new();
	struct tk_source source = {"a.csv", NULL, 1, 2};

	tk_log_interpret(log, "status", "valmis ", "Valmis", &source);
	tk_log_interpret(other, "status", "valmis ", "Valmis", &source);
	tk_log_interpret(other, "status", "VALMIS", "Valmis", &source);
	tk_log_take(log, other);
	ck_assert_uint_eq(tk_log_n_interpretations(log), 2);
	ck_assert_uint_eq(tk_log_interpretation(log, 0)->count, 2);
	ck_assert_uint_eq(tk_log_n_interpretations(other), 0);
}
END_TEST

/* ---- Texts and vocabulary ---- */

static struct tk_texts *open_texts(void)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autofree char *dir = test_source_path("templates/texts");
	struct tk_texts *texts = tk_texts_open(dir, log);

	ck_assert_ptr_nonnull(texts);
	return texts;
}

START_TEST(texts_are_filled_in)
{
	g_autoptr(tk_texts) texts = open_texts();
	g_autofree char *date = tk_text_date(texts, TK_FI, tk_date_from_ymd(2021, 10, 31));
	g_autofree char *english = tk_text_date(texts, TK_EN, tk_date_from_ymd(2021, 10, 31));
	g_autofree char *from = tk_text_month(texts, TK_FI, TK_MONTH_FROM, 2021, 8);
	g_autofree char *in = tk_text_month(texts, TK_SV, TK_MONTH_IN, 2021, 8);
	g_autofree char *five = tk_text_number(texts, TK_FI, 5);
	g_autofree char *many = tk_text_number(texts, TK_FI, 23);

	ck_assert_str_eq(date, "31.10.2021");
	ck_assert_str_eq(english, "31 October 2021");
	ck_assert_str_eq(from, "elokuusta");
	ck_assert_str_eq(in, "i augusti");
	ck_assert_str_eq(five, "viisi");
	ck_assert_str_eq(many, "23");
}
END_TEST

static const struct {
	const char *key;
	enum tk_lang lang;
	int64_t n;
	const char *text;
} numbered[] = {
	{"ranking.below", TK_FI, 2, "\002Osuus on alle 25 % kahdella alueella.\002 A"},
	{"ranking.below", TK_SV, 8, "\002Åtta regioner ligger under 25 %.\002 A"},
	{"ranking.below", TK_EN, 12, "\002Twelve regions are below 25 %.\002 A"},
	{"ranking.below", TK_FI, 13, "\002Osuus on alle 25 % 13 alueella.\002 A"},
	{"ranking.all-begun", TK_FI, 7,
	 "\002Kaikki tehtävät on aloitettu seitsemällä alueella.\002 A"},
	{"ranking.all-begun", TK_FI, 1234,
	 "\002Kaikki tehtävät on aloitettu 1\u00a0234 alueella.\002 A"},
	{"ranking.all-begun", TK_SV, 11, "\002I elva regioner har alla uppgifter påbörjats.\002 A"},
};

/* Small numbers in words, in the form that the sentence needs. */
START_TEST(test_numbers_in_sentences)
{
	g_autoptr(tk_texts) texts = open_texts();
	g_autofree char *text =
		tk_text_plural(texts, numbered[_i].lang, numbered[_i].key, numbered[_i].n,
			       "percent", "25 %", "regions", " A", NULL);

	ck_assert_str_eq(text, numbered[_i].text);
}
END_TEST

START_TEST(test_number_forms_and_short_dates)
{
	g_autoptr(tk_texts) texts = open_texts();
	g_autofree char *of_two = tk_text_number_form(texts, TK_FI, "genitive", 2);
	g_autofree char *two = tk_text_number_form(texts, TK_SV, "genitive", 2);
	g_autofree char *many = tk_text_number_form(texts, TK_EN, "adessive", 13);
	g_autofree char *finnish = tk_text_date_short(texts, TK_FI, tk_date_from_ymd(2021, 5, 1));
	g_autofree char *english = tk_text_date_short(texts, TK_EN, tk_date_from_ymd(2021, 9, 30));

	ck_assert_str_eq(of_two, "kahden");
	ck_assert_str_eq(two, "två");
	ck_assert_str_eq(many, "13");
	ck_assert_str_eq(finnish, "1.5.2021");
	ck_assert_str_eq(english, "30\u00a0Sep\u00a02021");
	for (int month = 1; month <= 12; month++) {
		g_autofree char *key = g_strdup_printf("month.%d.short", month);

		ck_assert(tk_texts_has(texts, key));
	}
}
END_TEST

static const struct {
	const char *file, *text;
	enum tk_diag id;
} faulty_texts[] = {
	{"untranslated.csv", "key;fi;sv;en\na;x;;z\n", TK_DIAG_KIT_FAULTY},
	{"doubled.csv", "key;fi;sv;en\na;x;y;z\na;x;y;z\n", TK_DIAG_KIT_FAULTY},
	{"no-column.csv", "key;fi;sv\na;x;y\n", TK_DIAG_KIT_FAULTY},
	{"unquoted-semicolon.csv", "key;fi;sv;en\na;x; y;y;z\n", TK_DIAG_KIT_FAULTY},
};

START_TEST(faulty_text_tables_are_refused)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autofree char *dir = test_make_dir();

	test_write(dir, faulty_texts[_i].file, faulty_texts[_i].text);
	ck_assert_ptr_null(tk_texts_open(dir, log));
	ck_assert_uint_eq(test_count(log, faulty_texts[_i].id), 1);
	test_remove(dir);
}
END_TEST

START_TEST(a_missing_text_folder_is_told)
{
	g_autoptr(tk_log) log = tk_log_new();

	ck_assert_ptr_null(tk_texts_open("/nonexistent", log));
	ck_assert_uint_eq(test_count(log, TK_DIAG_KIT_MISSING), 1);
}
END_TEST

static struct tk_vocabulary *open_vocabulary(void)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autofree char *file = test_source_path("templates/vocabulary.csv");
	struct tk_vocabulary *vocabulary = tk_vocabulary_open(file, log);

	ck_assert_ptr_nonnull(vocabulary);
	return vocabulary;
}

static const struct {
	const char *word;
	enum tk_match match;
	const char *meaning;
} words[] = {
	{"Valmis", TK_MATCH_EXACT, "done"},
	{"valmis ", TK_MATCH_NORMALISED, "done"},
	{"KÄYNNISSÄ", TK_MATCH_NORMALISED, "in-progress"},
	{"Ka\u0308ynnissa\u0308", TK_MATCH_NORMALISED, "in-progress"},
	{"Ei\u00a0aloi\u00adtettu", TK_MATCH_NORMALISED, "not-started"},
	{"Ei\n  aloitettu", TK_MATCH_NORMALISED, "not-started"},
	{"Färdigställs enligt tidtabell", TK_MATCH_EXACT, "on-schedule"},
	{"On schedule", TK_MATCH_EXACT, "on-schedule"},
	{"Valmiz", TK_MATCH_NONE, NULL},
	{"", TK_MATCH_NONE, NULL},
};

START_TEST(words_are_found_after_normalising)
{
	g_autoptr(tk_vocabulary) vocabulary = open_vocabulary();
	const char *meaning;

	ck_assert_int_eq(tk_vocabulary_find(vocabulary, "status", words[_i].word, &meaning),
			 words[_i].match);
	if (words[_i].meaning)
		ck_assert_str_eq(meaning, words[_i].meaning);
	else
		ck_assert_ptr_null(meaning);
}
END_TEST

START_TEST(near_words_are_suggested)
{
	g_autoptr(tk_vocabulary) vocabulary = open_vocabulary();
	g_auto(GStrv) near = tk_vocabulary_nearest(vocabulary, "status", "Kaynissä", 3);
	g_auto(GStrv) none = tk_vocabulary_nearest(vocabulary, "status", "banaani on hedelmä", 3);
	g_auto(GStrv) statuses = tk_vocabulary_words(vocabulary, "status", TK_SV);

	ck_assert_str_eq(near[0], "Käynnissä");
	ck_assert_ptr_null(none[0]);
	ck_assert_uint_eq(g_strv_length(statuses), 5);
	ck_assert_str_eq(statuses[1], "Pågår");
}
END_TEST

START_TEST(a_word_cannot_have_two_meanings)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autofree char *dir = test_make_dir();
	g_autofree char *file = g_build_filename(dir, "v.csv", NULL);

	test_write(dir, "v.csv",
		   "kind;meaning;word;lang\nstatus;done;Klar;sv\nstatus;begun;KLAR;en\n");
	ck_assert_ptr_null(tk_vocabulary_open(file, log));
	ck_assert_uint_eq(test_count(log, TK_DIAG_KIT_FAULTY), 1);
	test_remove(dir);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("base");
	TCase *tests = tcase_create("base");

	setlocale(LC_ALL, "");
	suite_add_tcase(suite, tests);
	tcase_add_loop_test(tests, percent_is_rounded_half_up, 0, G_N_ELEMENTS(percents));
	tcase_add_loop_test(tests, points_are_rounded_away_from_zero, 0, G_N_ELEMENTS(points));
	tcase_add_test(tests, large_shares_do_not_overflow);
	tcase_add_test(tests, fractions_add_up);
	tcase_add_loop_test(tests, numbers_follow_the_language, 0, G_N_ELEMENTS(formats));
	tcase_add_loop_test(tests, doubles_are_read_whole_or_not_at_all, 0, G_N_ELEMENTS(doubles));
	tcase_add_loop_test(tests, dates_are_read_as_people_write_them, 0, G_N_ELEMENTS(dates));
	tcase_add_test(tests, serial_days_go_there_and_back);
	tcase_add_test(tests, documents_carry_a_date_that_is_not_the_clock);
	tcase_add_loop_test(tests, names_are_in_the_finnish_order, 0, G_N_ELEMENTS(alphabet) - 1);
	tcase_add_test(tests, a_missing_name_comes_from_another_language);
	tcase_add_loop_test(tests, every_diagnostic_says_the_same_in_three_languages, 0,
			    TK_N_DIAGS);
	tcase_add_loop_test(tests, a_place_is_named_as_spreadsheets_do, 0, G_N_ELEMENTS(sources));
	tcase_add_test(tests, messages_make_hostile_text_visible);
	tcase_add_test(tests, the_worst_message_decides_the_exit_status);
	tcase_add_test(tests, a_log_keeps_only_so_many_messages_of_a_file);
	tcase_add_test(tests, equal_interpretations_are_counted_together);
	tcase_add_test(tests, texts_are_filled_in);
	tcase_add_loop_test(tests, test_numbers_in_sentences, 0, G_N_ELEMENTS(numbered));
	tcase_add_test(tests, test_number_forms_and_short_dates);
	tcase_add_loop_test(tests, faulty_text_tables_are_refused, 0, G_N_ELEMENTS(faulty_texts));
	tcase_add_test(tests, a_missing_text_folder_is_told);
	tcase_add_loop_test(tests, words_are_found_after_normalising, 0, G_N_ELEMENTS(words));
	tcase_add_test(tests, near_words_are_suggested);
	tcase_add_test(tests, a_word_cannot_have_two_meanings);
	return test_main(suite);
}
