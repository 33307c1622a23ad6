#include "check_deck_lists_kit.h"

/* The deck's pages of lists (late tasks, groups, risks, indicators) on made-up data, read back from
 * the PDF and compared with what is counted here. */

/* ---- Late tasks ---- */

struct counted {
	unsigned task, n, n_open, n_missing, n_after;
	int32_t days, latest;
};

static int compare_days(const void *a, const void *b)
{
	const int32_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

static struct counted count_task(const struct test_world *bench, unsigned t, bool slipping)
{
	const struct tk_task *task = &bench->dataset->tasks[t];
	struct counted counted = {.task = t, .latest = TK_NO_DATE};
	int32_t after[100];
	bool late = task->end < bench->dataset->periods[1].reporting_date;

	for (unsigned r = 0; r < bench->dataset->n_regions; r++) {
		const struct tk_submission *submission = &bench->rounds[1]->submissions[r];

		if (!submission->reported || late == slipping)
			continue;
		const struct tk_entry *entry = &submission->entries[t];
		bool told = entry->estimate != TK_NO_DATE;

		if (entry->status == TK_STATUS_DONE || entry->status == TK_STATUS_NOT_APPLICABLE ||
		    (slipping && (!told || entry->estimate <= task->end)))
			continue;
		counted.n++;
		counted.n_open += entry->status == TK_STATUS_NOT_STARTED ||
				  entry->status == TK_STATUS_MISSING;
		counted.n_missing += !told;
		if (told && entry->estimate > task->end)
			after[counted.n_after++] = entry->estimate - task->end;
		if (told)
			counted.latest = MAX(counted.latest, entry->estimate);
	}
	qsort(after, counted.n_after, sizeof *after, compare_days);
	if (counted.n_after % 2)
		counted.days = after[counted.n_after / 2];
	else if (counted.n_after)
		counted.days =
			(after[counted.n_after / 2 - 1] + after[counted.n_after / 2] + 1) / 2;
	return counted;
}

static char *counted_row(const struct test_world *bench, const struct counted *counted,
			 bool slipping)
{
	const struct tk_task *task = &bench->dataset->tasks[counted->task];
	g_autofree char *due = tk_date_dmy(task->end);
	g_autofree char *latest =
		counted->latest == TK_NO_DATE ? g_strdup("–") : tk_date_dmy(counted->latest);
	g_autofree char *days =
		counted->n_after ? g_strdup_printf("+%d vrk", (int)counted->days) : g_strdup("–");
	g_autofree char *start =
		g_strdup_printf("T.%u|Task %u|A%u|", counted->task, counted->task, task->area + 1);

	if (slipping)
		return g_strdup_printf("%s%s|%u|%s|%s", start, due, counted->n, days, latest);
	return g_strdup_printf("%s%u|%s|%s|%u", start, counted->n, days, latest,
			       counted->n_missing);
}

static int compare_counted(const void *a, const void *b)
{
	const struct counted *left = a, *right = b;

	if (left->n != right->n)
		return left->n < right->n ? 1 : -1;
	return (left->task > right->task) - (left->task < right->task);
}

START_TEST(test_late_tasks_read_back)
{
	struct test_world *bench = bench_new(&small, "late");
	bool slipping = _i;
	g_autoptr(pdf_document) document = write_deck(bench, TK_FI);
	g_autoptr(GPtrArray) rows = test_pdf_rows(document), alts = test_pdf_alts(document);
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct counted));
	g_autoptr(GString) bars = g_string_new(NULL);
	unsigned at = 0, total = 0;

	for (unsigned t = 0; t < bench->dataset->n_tasks; t++) {
		struct counted counted = count_task(bench, t, slipping);

		total += counted.n;
		if (counted.n > 0)
			g_array_append_val(all, counted);
	}
	g_array_sort(all, compare_counted);
	ck_assert_uint_gt(all->len, 5);
	for (unsigned i = 0; i < all->len; i++) {
		const struct counted *counted = &g_array_index(all, struct counted, i);
		g_autofree char *wanted = counted_row(bench, counted, slipping);

		at = assert_row(rows, at, wanted) + 1;
		/* The bars of late tasks come first. */
		g_string_append_printf(bars, "aloittamatta %u, käynnissä %u|", counted->n_open,
				       counted->n - counted->n_open);
	}
	g_ptr_array_add(alts, NULL);
	g_autofree char *heard = g_strjoinv("|", (char **)alts->pdata);
	g_autofree char *ended = g_strconcat(heard, "|", NULL);

	ck_assert(slipping ? g_str_has_suffix(ended, bars->str)
			   : g_str_has_prefix(ended, bars->str));
	g_autofree char *sum = g_strdup_printf(
		slipping ? "Myöhästyviksi on arvioitu %u tehtävää, yhteensä %u arviota."
			 : "Myöhässä on %u tehtävää, yhteensä %u myöhästymistä.",
		all->len, total);

	assert_says(document, sum);
	test_world_free(bench);
}
END_TEST

/* The legend shows what the bars have. */
START_TEST(test_late_legend)
{
	static const char *const open[TK_N_LANGS] = {"aloittamatta", "ej påbörjad", "not started"};
	static const char *const begun[TK_N_LANGS] = {"käynnissä", "pågår", "under way"};
	struct world world = small;
	unsigned lang = (unsigned)_i / 2;

	world.begun = _i % 2;
	struct test_world *bench = bench_new(&world, "late");
	g_autoptr(pdf_document) document = write_deck(bench, (enum tk_lang)lang);
	g_autofree char *text = test_pdf_text(document);

	test_has(text, begun[lang]);
	ck_assert_int_eq(strstr(text, open[lang]) != NULL, !world.begun);
	test_world_free(bench);
}
END_TEST

/* What is left out is counted: tasks and delays. */
START_TEST(test_late_tasks_left_out)
{
	struct world world = small;

	world.top = 4;
	struct test_world *bench = bench_new(&world, "late");
	g_autoptr(pdf_document) document = write_deck(bench, TK_EN);
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct counted));
	unsigned rest = 0;

	for (unsigned t = 0; t < bench->dataset->n_tasks; t++) {
		struct counted counted = count_task(bench, t, false);

		if (counted.n > 0)
			g_array_append_val(all, counted);
	}
	g_array_sort(all, compare_counted);
	for (unsigned i = 4; i < all->len; i++)
		rest += g_array_index(all, struct counted, i).n;
	g_autofree char *wanted =
		g_strdup_printf("and %u other tasks, %u delays in total. All are in the workbook",
				all->len - 4, rest);

	assert_says(document, wanted);
	test_world_free(bench);
}
END_TEST

/* ---- Groups ---- */

struct group {
	unsigned area, number;
	int64_t k, n, k_before, n_before, n_late;
	unsigned n_idle;
};

static bool begun(enum tk_status status)
{
	return status == TK_STATUS_IN_PROGRESS || status == TK_STATUS_ON_SCHEDULE ||
	       status == TK_STATUS_DONE;
}

static void count_region(const struct test_world *bench, const struct world *world, unsigned r,
			 struct group *group)
{
	int64_t own = 0, own_n = 0;

	for (unsigned t = 0; t < bench->dataset->n_tasks; t++) {
		const struct tk_task *task = &bench->dataset->tasks[t];

		if (task->area != group->area ||
		    t % world->tasks_in_area / world->tasks_in_group != group->number)
			continue;
		for (unsigned p = 0; p < 2; p++) {
			const struct tk_submission *submission = &bench->rounds[p]->submissions[r];

			if (!submission->reported ||
			    submission->entries[t].status == TK_STATUS_NOT_APPLICABLE)
				continue;
			enum tk_status status = submission->entries[t].status;

			if (p == 1 && status != TK_STATUS_DONE &&
			    task->end < bench->dataset->periods[1].reporting_date)
				group->n_late++;
			if (task->start > tk_date_from_ymd(2021, 12, 31))
				continue;
			*(p ? &group->k : &group->k_before) += begun(status);
			*(p ? &group->n : &group->n_before) += 1;
			own += p && begun(status);
			own_n += p;
		}
	}
	group->n_idle += own_n > 0 && own == 0;
}

static int64_t rounded(int64_t num, int64_t den)
{
	return num < 0 ? -((-200 * num + den) / (2 * den)) : (200 * num + den) / (2 * den);
}

static char *group_cells(const struct group *group, int64_t area_open)
{
	int64_t change = rounded(group->k * group->n_before - group->k_before * group->n,
				 group->n * group->n_before);
	g_autofree char *signed_change = tk_format_signed(TK_FI, change, 0);

	return g_strdup_printf("%d %%|%d / %d|%d %%|%d|%u|%s", (int)rounded(group->k, group->n),
			       (int)group->k, (int)group->n,
			       (int)rounded(group->n - group->k, area_open), (int)group->n_late,
			       group->n_idle, signed_change);
}

START_TEST(test_groups_read_back)
{
	struct test_world *bench = bench_new(&small, "groups");
	g_autoptr(pdf_document) document = write_deck(bench, TK_FI);
	g_autoptr(GPtrArray) rows = test_pdf_rows(document);
	unsigned n_groups = small.tasks_in_area / small.tasks_in_group;

	for (unsigned a = 0; a < small.n_areas; a++) {
		struct group groups[3] = {0};
		int64_t open = 0;

		for (unsigned g = 0; g < n_groups; g++) {
			groups[g] = (struct group){.area = a, .number = g};
			for (unsigned r = 0; r < small.n_regions; r++)
				count_region(bench, &small, r, &groups[g]);
			open += groups[g].n - groups[g].k;
		}
		for (unsigned g = 0; g < n_groups; g++) {
			g_autofree char *cells = group_cells(&groups[g], open);
			g_autofree char *wanted = g_strdup_printf("Group %u.%u|%s", a, g, cells);

			if (groups[g].k < groups[g].n)
				assert_row(rows, 0, wanted);
		}
	}
	test_world_free(bench);
}
END_TEST

/* In each area the lowest progress comes first. */
START_TEST(test_groups_are_in_order)
{
	struct test_world *bench = bench_new(&small, "groups");
	g_autoptr(pdf_document) document = write_deck(bench, TK_EN);
	g_autoptr(GPtrArray) rows = test_pdf_rows(document);
	int last = -1;
	unsigned n = 0;

	for (unsigned i = 0; i < rows->len; i++) {
		g_auto(GStrv) cells = g_strsplit(rows->pdata[i], "|", -1);
		int percent = cells[0] && cells[1] ? (int)g_ascii_strtoll(cells[1], NULL, 10) : 0;

		if (g_str_has_prefix(cells[0], "Area")) {
			last = -1;
		} else if (g_str_has_prefix(cells[0], "Group") && cells[1]) {
			ck_assert_int_ge(percent, last);
			last = percent;
			n++;
		}
	}
	ck_assert_uint_ge(n, 6);
	test_world_free(bench);
}
END_TEST

/* ---- Risks ---- */

struct told {
	unsigned n[2];
	int score, likelihood, impact;
	unsigned help[2];
	bool unasked;
};

static struct told count_risk(const struct test_world *bench, unsigned number)
{
	struct told told = {.unasked = true};
	g_autofree char *wanted = g_strdup_printf("risk %u", number);

	for (unsigned p = 0; p < 2; p++) {
		for (unsigned r = 0; r < bench->dataset->n_regions; r++) {
			const struct tk_submission *submission = &bench->rounds[p]->submissions[r];

			for (unsigned i = 0; i < submission->n_risks; i++) {
				const struct tk_risk *risk = &submission->risks[i];
				g_autofree char *name = g_ascii_strdown(risk->name, -1);

				if (!g_str_equal(g_strstrip(name), wanted))
					continue;
				told.n[p]++;
				if (p == 0)
					continue;
				if (risk->likelihood * risk->impact > told.score) {
					told.score = risk->likelihood * risk->impact;
					told.likelihood = risk->likelihood;
					told.impact = risk->impact;
				}
				if (risk->support)
					told.help[g_str_equal(risk->support, "Help 1")]++;
				told.unasked &= !risk->support;
			}
		}
	}
	return told;
}

START_TEST(test_risks_read_back)
{
	struct test_world *bench = bench_new(&small, "risks");
	g_autoptr(pdf_document) document = write_deck(bench, TK_FI);
	g_autoptr(GPtrArray) rows = test_pdf_rows(document);
	unsigned total = 0;
	int last = 100;

	ck_assert_uint_eq(rows->len, small.n_risks + 1);
	for (unsigned i = 0; i < small.n_risks; i++) {
		struct told told = count_risk(bench, i);
		g_autofree char *score =
			told.score ? g_strdup_printf("%d", told.score) : g_strdup("–");
		g_autofree char *ending =
			g_strdup_printf("|%u(%u)|%s", told.n[1], told.n[0], score);
		g_autofree char *support =
			told.unasked ? g_strdup("i tukipyynt")
				     : g_strdup_printf("uki: Help %d",
						       told.help[1] > told.help[0] ? 1 : 0);
		bool found = false;

		total += told.n[1];
		for (unsigned k = 1; k < rows->len && !found; k++) {
			g_autofree char *row = g_ascii_strdown(rows->pdata[k], -1);
			g_autofree char *name = g_strdup_printf("|risk %u", i);
			const char *at = strstr(row, name);

			if (!at)
				continue;
			found = true;
			ck_assert_msg(g_str_has_suffix(rows->pdata[k], ending) ||
					      strstr(rows->pdata[k], ending),
				      "%s: %s", (char *)rows->pdata[k], ending);
			ck_assert_msg(strstr(rows->pdata[k], support) != NULL, "%s: %s",
				      (char *)rows->pdata[k], support);
		}
		ck_assert_msg(found, "risk %u", i);
	}
	for (unsigned k = 1; k < rows->len; k++) {
		const char *cell = strrchr(rows->pdata[k], '|') + 1;
		int score = (int)g_ascii_strtoll(cell, NULL, 10);

		ck_assert_int_le(score, last);
		last = score;
	}
	g_autofree char *sum = g_strdup_printf("%u ilmoitusta riskeistä.", total);

	assert_says(document, sum);
	assert_says(document, "Yhdeltä riskiltä puuttuu todennäköisyys tai vaikutus");
	test_world_free(bench);
}
END_TEST

/* The figure says in words where each risk of the list stands, by its number there. */
START_TEST(test_matrix_in_words)
{
	struct test_world *bench = bench_new(&small, "risks");
	g_autoptr(pdf_document) document = write_deck(bench, TK_EN);
	g_autoptr(GPtrArray) rows = test_pdf_rows(document);
	g_autoptr(GPtrArray) alts = test_pdf_alts(document);
	unsigned n = 0;

	ck_assert_uint_eq(alts->len, 1);
	const char *alt = alts->pdata[0];

	for (unsigned k = 1; k < rows->len; k++) {
		const char *name = strchr(rows->pdata[k], '|') + strlen("|Risk ");
		struct told told = count_risk(bench, (unsigned)(*name - '0'));
		g_autofree char *wanted = g_strdup_printf("%u: likelihood %d, impact %d", k,
							  told.likelihood, told.impact);

		ck_assert_msg((strstr(alt, wanted) != NULL) == (told.score > 0), "%s: %s", wanted,
			      alt);
		n += told.score > 0;
	}
	ck_assert_uint_eq(n, small.n_risks - 1);
	test_world_free(bench);
}
END_TEST

static const struct {
	int score;
	unsigned zone;
} zones[] = {{1, 0}, {4, 0}, {5, 1}, {9, 1}, {10, 2}, {12, 2}, {15, 3}, {25, 3}};

START_TEST(test_risk_zones)
{
	ck_assert_uint_eq(tk_risk_zone(zones[_i].score), zones[_i].zone);
}
END_TEST

/* ---- Indicators ---- */

struct pooled {
	unsigned n[2], both;
	double sum[2], both_sum[2], highest;
	double values[100];
};

static struct pooled pool(const struct test_world *bench, unsigned number)
{
	struct pooled pooled = {.highest = -INFINITY};
	g_autofree char *wanted = g_strdup_printf("indicator %u", number);

	for (unsigned r = 0; r < bench->dataset->n_regions; r++) {
		double own[2] = {NAN, NAN};

		for (unsigned p = 0; p < 2; p++) {
			const struct tk_submission *submission = &bench->rounds[p]->submissions[r];

			for (unsigned i = 0; i < submission->n_indicators; i++) {
				g_autofree char *name =
					g_ascii_strdown(submission->indicators[i].name, -1);

				if (!g_str_equal(g_strstrip(name), wanted))
					continue;
				own[p] = submission->indicators[i].value;
				pooled.sum[p] += own[p];
				if (p)
					pooled.values[pooled.n[p]] = own[p];
				pooled.n[p]++;
			}
		}
		if (!isnan(own[0]) && !isnan(own[1])) {
			pooled.both++;
			pooled.both_sum[0] += own[0];
			pooled.both_sum[1] += own[1];
		}
		if (!isnan(own[1]))
			pooled.highest = fmax(pooled.highest, own[1]);
	}
	return pooled;
}

static char *value_text(double value)
{
	if (value == floor(value))
		return tk_format_int(TK_FI, (int64_t)value);
	return tk_format_decimal(TK_FI, (int64_t)floor(value * 10 + 0.5), 1);
}

START_TEST(test_indicators_read_back)
{
	struct test_world *bench = bench_new(&small, "indicators");
	g_autoptr(pdf_document) document = write_deck(bench, TK_FI);
	g_autoptr(GPtrArray) rows = test_pdf_rows(document);

	ck_assert_uint_eq(rows->len, small.n_indicators + 1);
	for (unsigned i = 0; i < small.n_indicators; i++) {
		struct pooled pooled = pool(bench, i);
		/* The second one is in percent: it has no sum. */
		g_autofree char *now = i == 1 ? g_strdup("–") : value_text(pooled.sum[1]);
		g_autofree char *before = i == 1 ? g_strdup("–") : value_text(pooled.sum[0]);
		double growth =
			100 * (pooled.both_sum[1] - pooled.both_sum[0]) / pooled.both_sum[0];
		g_autofree char *points = tk_format_signed(TK_FI, (int64_t)floor(growth + 0.5), 0);
		g_autofree char *change = g_strdup_printf("%s %%%u aluetta", points, pooled.both);
		g_autofree char *cells =
			g_strdup_printf("|%s%u aluetta|%s%u aluetta|%s|", now, pooled.n[1], before,
					pooled.n[0], i == 1 ? "–" : change);
		g_autofree char *wanted = test_pdf_plain(cells);
		bool found = false;

		for (unsigned k = 1; k < rows->len; k++)
			found |= strstr(rows->pdata[k], wanted) != NULL;
		ck_assert_msg(found, "indicator %u: %s not in %s", i, wanted,
			      (char *)rows->pdata[i + 1]);
	}
	test_world_free(bench);
}
END_TEST

/* A region that tells something again, spelled otherwise, is counted once, by what it told first. */
START_TEST(test_told_again)
{
	struct test_world *bench = bench_new(&small, NULL);
	struct tk_submission *submission = &bench->rounds[1]->submissions[3];
	unsigned n_told = submission->n_indicators++, n_risks = submission->n_risks++;
	struct tk_indicator *again;

	submission->indicators = g_renew(struct tk_indicator, submission->indicators, n_told + 1);
	again = &submission->indicators[n_told];
	*again = (struct tk_indicator){
		.name = g_strdup_printf("  %s", submission->indicators[0].name),
		.unit = g_ascii_strup(submission->indicators[0].unit, -1),
		.value = 1e6,
	};
	submission->risks = g_renew(struct tk_risk, submission->risks, n_risks + 1);
	submission->risks[n_risks] = (struct tk_risk){
		.area = 0,
		.name = g_ascii_strup(submission->risks[0].name, -1),
	};
	g_autoptr(tk_picture) picture = tk_picture_new(bench->rounds, 2, bench->log);

	ck_assert_uint_eq(picture->n_indicators, bench->picture->n_indicators);
	ck_assert_uint_eq(picture->n_risks, bench->picture->n_risks);
	for (unsigned i = 0; i < picture->n_indicators; i++) {
		const struct tk_indicator_summary *one = picture->indicators[i];

		ck_assert_uint_eq(one->n_now, bench->picture->indicators[i]->n_now);
		ck_assert_double_eq(one->sum_now, bench->picture->indicators[i]->sum_now);
	}
	for (unsigned i = 0; i < picture->n_risks; i++)
		ck_assert_uint_eq(picture->risks[i].n_now, bench->picture->risks[i].n_now);
	ck_assert_ptr_eq(tk_submission_indicator(submission, again), &submission->indicators[0]);
	test_world_free(bench);
}
END_TEST

static const struct {
	double now, before;
	int64_t num, den;
} growths[] = {
	{12, 10, 2000, 10000}, {5, 0, 0, 0},    {5, -2, 0, 0},        {0, 10, -10000, 10000},
	{0.75, 0.5, 250, 500}, {7, 7, 0, 7000}, {-1, 4, -5000, 4000},
};

START_TEST(test_growth)
{
	struct tk_fraction growth = tk_indicator_growth(growths[_i].now, growths[_i].before);

	ck_assert_int_eq(growth.den, growths[_i].den);
	ck_assert_int_eq(growth.num, growths[_i].num);
}
END_TEST

/* Indicators that did not grow, and ones that did by less than shows. */
static const struct {
	double growth;
	enum tk_lang lang;
	const char *wanted, *unwanted;
} indicator_titles[] = {
	{0, TK_FI, "Samoilta alueilta verrattujen mittarien summat eivät muuttuneet", "kasvoi 0"},
	{0, TK_SV, "Summorna för indikatorer som jämförts för samma regioner ändrades inte",
	 "ökade 0"},
	{0, TK_EN, "The sums of the indicators compared over the same regions did not change",
	 "0 grew"},
	{0.001, TK_FI, "Samoilta alueilta verratuista 4 mittarista kasvoi 4", "Eniten on kasvanut"},
	{0.001, TK_EN, "Of 4 indicators compared over the same regions, 4 grew", "grown most"},
};

START_TEST(test_small_growth)
{
	struct world world = small;

	world.still = true;
	world.growth = indicator_titles[_i].growth;
	struct test_world *bench = bench_new(&world, "indicators");
	g_autoptr(pdf_document) document = write_deck(bench, indicator_titles[_i].lang);
	g_autofree char *text = test_pdf_text(document);

	assert_says(document, indicator_titles[_i].wanted);
	test_lacks(text, indicator_titles[_i].unwanted);
	test_world_free(bench);
}
END_TEST

/* ---- Risks beside the change ---- */

static PopplerDocument *write_change(struct test_world *bench, enum tk_lang lang)
{
	test_write(bench->dir, "deck.yaml", "pages:\n  - kind: change\n");
	return write_deck(bench, lang);
}

static const struct {
	unsigned n_risks;
	bool still;
	const char *says[TK_N_LANGS];
} risk_changes[] = {
	{7,
	 false,
	 {"määrä on kasvanut kolmella riskillä ja pienentynyt kahdella riskillä.",
	  "har ökat för tre risker och minskat för två risker.",
	  "has grown for three risks and fallen for two risks."}},
	{3,
	 false,
	 {"määrä on kasvanut yhdellä riskillä ja pienentynyt yhdellä riskillä.",
	  "har ökat för en risk och minskat för en risk.",
	  "has grown for one risk and fallen for one risk."}},
	{2,
	 false,
	 {"määrä on kasvanut yhdellä riskillä.", "har ökat för en risk.",
	  "has grown for one risk."}},
	{7,
	 true,
	 {"Jokaisesta riskistä ilmoitti yhtä monta aluetta kuin edellisellä kaudella.",
	  "Varje risk rapporterades av lika många regioner som under föregående period.",
	  "Each risk was reported by as many regions as in the previous period."}},
};

START_TEST(test_risk_changes)
{
	unsigned i = (unsigned)_i / TK_N_LANGS, lang = (unsigned)_i % TK_N_LANGS;
	struct world world = small;

	world.n_risks = risk_changes[i].n_risks;
	world.still = risk_changes[i].still;
	struct test_world *bench = bench_new(&world, NULL);
	g_autoptr(pdf_document) document = write_change(bench, (enum tk_lang)lang);

	assert_says(document, risk_changes[i].says[lang]);
	test_world_free(bench);
}
END_TEST

/* Baselines from the top, of every place where a word stands on the page. */
static GArray *places_of(PopplerPage *page, const char *word)
{
	GArray *places = g_array_new(FALSE, FALSE, sizeof(double));
	GList *found = poppler_page_find_text(page, word);

	for (const GList *at = found; at; at = at->next) {
		const PopplerRectangle *box = at->data;
		double y = 540 - box->y1;

		g_array_append_val(places, y);
	}
	g_list_free_full(found, (GDestroyNotify)poppler_rectangle_free);
	return places;
}

/* A name of two lines stands apart from the next one. */
START_TEST(test_long_risk_names)
{
	struct world world = small;

	world.n_risks = 14;
	world.risk_name = "Alussa henkilöstön saatavuus ja tietojärjestelmät sekä lopussa";
	struct test_world *bench = bench_new(&world, NULL);
	g_autoptr(pdf_document) document = write_change(bench, TK_FI);
	PopplerPage *page = poppler_document_get_page(document, 0);
	g_autoptr(GArray) first = places_of(page, "Alussa"), last = places_of(page, "lopussa");

	ck_assert_uint_ge(first->len, 8);
	ck_assert_uint_eq(first->len, last->len);
	for (unsigned i = 0; i < first->len; i++) {
		double within = g_array_index(last, double, i) - g_array_index(first, double, i);

		ck_assert_double_ge(within, 10.5);
		if (i + 1 < first->len)
			ck_assert_double_ge(g_array_index(first, double, i + 1) -
						    g_array_index(last, double, i),
					    within + 2);
	}
	g_object_unref(page);
	test_pdf_check_edges(document, TK_PAGE_BOTTOM + 5, "long names of risks");
	test_world_check_fit(bench, false, "long names of risks");
	test_world_free(bench);
}
END_TEST

/* ---- Status symbols ---- */

static cairo_surface_t *draw_mark(const struct test_world *bench, enum tk_mark mark)
{
	g_autofree char *path = g_build_filename(bench->dir, "mark.png", NULL);
	struct tk_pen pen = {
		.canvas = tk_canvas_new_png(bench->fonts, path, 8, bench->log),
		.texts = bench->kit->texts,
		.theme = bench->kit->theme,
	};

	tk_canvas_page(pen.canvas, 12, 12, NULL);
	tk_draw_status(&pen, mark, 6, 6, 9);
	ck_assert(tk_canvas_close(pen.canvas));
	return cairo_image_surface_create_from_png(path);
}

/* Whether a place, in points, is dark. */
static bool dark(cairo_surface_t *surface, double x, double y)
{
	const unsigned char *row = cairo_image_surface_get_data(surface) +
				   (int)(y * 8) * cairo_image_surface_get_stride(surface);

	return row[(int)(x * 8) * 4 + 1] < 0x80;
}

/* Left, right above, right below, upper middle: what tells the symbols from one another. */
static const bool darkness[TK_N_MARKS][4] = {
	[TK_MARK_NOT_STARTED] = {false, false, false, false},
	[TK_MARK_IN_PROGRESS] = {true, false, false, false},
	[TK_MARK_ON_SCHEDULE] = {true, false, true, false},
	[TK_MARK_DONE] = {true, true, true, true},
	[TK_MARK_LATE] = {true, false, true, true},
	[TK_MARK_NOT_APPLICABLE] = {false, false, false, false},
	[TK_MARK_NO_DATA] = {false, false, false, false},
};

START_TEST(test_status_marks)
{
	static const double places[][2] = {{4.3, 7.8}, {9.2, 5.0}, {7.7, 8.3}, {6.25, 2.9}};
	struct test_world *bench = bench_new(&small, NULL);
	cairo_surface_t *surface = draw_mark(bench, (enum tk_mark)_i);

	for (unsigned i = 0; i < G_N_ELEMENTS(places); i++)
		ck_assert_msg(dark(surface, places[i][0], places[i][1]) == darkness[_i][i],
			      "mark %d, place %u", _i, i);
	/* The ring and the dash end where the look says. */
	ck_assert_int_eq(dark(surface, 2.0, 6), _i <= TK_MARK_DONE);
	cairo_surface_destroy(surface);
	test_world_free(bench);
}
END_TEST

/* ---- Whatever the shape: nothing is cut, nothing leaves the page ---- */

START_TEST(test_world)
{
	const struct world *world = &worlds[_i / TK_N_LANGS];
	enum tk_lang lang = (enum tk_lang)(_i % TK_N_LANGS);
	struct test_world *bench = bench_new(world, NULL);
	g_autoptr(pdf_document) document = write_deck(bench, lang);

	test_pdf_check_edges(document, TK_PAGE_BOTTOM + 5, world->what);
	test_world_check_fit(bench, world->overflows, world->what);
	test_world_free(bench);
}
END_TEST

/* However many pages a list takes, it is one Table. */
START_TEST(test_one_table_over_pages)
{
	struct test_world *bench = bench_new(&worlds[1], "late");
	g_autoptr(pdf_document) document = write_deck(bench, TK_FI);

	ck_assert_uint_eq(bench->picture->n_late, 400);
	ck_assert_int_ge(poppler_document_get_n_pages(document), 20);
	ck_assert_uint_eq(test_pdf_count(document, POPPLER_STRUCTURE_ELEMENT_TABLE), 1);
	ck_assert_uint_eq(test_pdf_count(document, POPPLER_STRUCTURE_ELEMENT_TABLE_ROW), 401);
	test_world_free(bench);
}
END_TEST

/* ---- What the pages say in words ---- */

static const struct {
	unsigned world;
	const char *kind, *says[TK_N_LANGS];
} sayings[] = {
	{2,
	 "late",
	 {"Yksikään tehtävä ei ole myöhässä", "Ingen uppgift är försenad", "No task is late"}},
	{2,
	 "risks",
	 {"Yhtään riskiä ei ole ilmoitettu", "Inga risker har rapporterats",
	  "No risks have been reported"}},
	{2,
	 "indicators",
	 {"Viestinnän mittareita ei ole ilmoitettu",
	  "Inga indikatorer för kommunikationen har rapporterats",
	  "No communication indicators have been reported"}},
	{5,
	 "late",
	 {"Region 02: 14 tehtävää on myöhässä", "Region 02: 14 uppgifter är försenade",
	  "Region 02: 14 tasks are late"}},
	{4,
	 "risks",
	 {"Yhdeltä riskiltä puuttuu todennäköisyys tai vaikutus",
	  "För en risk saknas sannolikhet eller konsekvens",
	  "One risk has no likelihood or impact"}},
	{4,
	 "indicators",
	 {"Alueet ilmoittivat 2 viestinnän mittaria",
	  "Regionerna rapporterade 2 indikatorer för kommunikationen",
	  "The regions reported 2 communication indicators"}},
};

START_TEST(test_sayings)
{
	unsigned i = (unsigned)_i / TK_N_LANGS, lang = (unsigned)_i % TK_N_LANGS;
	struct test_world *bench = bench_new(&worlds[sayings[i].world], sayings[i].kind);
	g_autoptr(pdf_document) document = write_deck(bench, (enum tk_lang)lang);

	assert_says(document, sayings[i].says[lang]);
	test_world_free(bench);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("deck-lists");
	TCase *cases = tcase_create("deck-lists");

	tcase_set_timeout(cases, 120);
	tcase_add_loop_test(cases, test_late_tasks_read_back, 0, 2);
	tcase_add_loop_test(cases, test_late_legend, 0, 2 * TK_N_LANGS);
	tcase_add_test(cases, test_late_tasks_left_out);
	tcase_add_test(cases, test_groups_read_back);
	tcase_add_test(cases, test_groups_are_in_order);
	tcase_add_test(cases, test_risks_read_back);
	tcase_add_test(cases, test_matrix_in_words);
	tcase_add_loop_test(cases, test_risk_zones, 0, G_N_ELEMENTS(zones));
	tcase_add_test(cases, test_indicators_read_back);
	tcase_add_loop_test(cases, test_small_growth, 0, G_N_ELEMENTS(indicator_titles));
	tcase_add_loop_test(cases, test_risk_changes, 0,
			    (int)G_N_ELEMENTS(risk_changes) * TK_N_LANGS);
	tcase_add_test(cases, test_long_risk_names);
	tcase_add_loop_test(cases, test_status_marks, 0, TK_N_MARKS);
	tcase_add_test(cases, test_told_again);
	tcase_add_loop_test(cases, test_growth, 0, G_N_ELEMENTS(growths));
	tcase_add_loop_test(cases, test_world, 0, (int)G_N_ELEMENTS(worlds) * TK_N_LANGS);
	tcase_add_test(cases, test_one_table_over_pages);
	tcase_add_loop_test(cases, test_sayings, 0, (int)G_N_ELEMENTS(sayings) * TK_N_LANGS);
	suite_add_tcase(suite, cases);
	return test_main(suite);
}
