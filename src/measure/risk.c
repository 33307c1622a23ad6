#include "measure-imp.h"

#include "tilannekuva/vocabulary.h"

/* A support that regions ask for against a risk. */
struct wish {
	/** Index of the risk. */
	unsigned risk;
	/** As the first region wrote it; lent. */
	const char *text;
	unsigned region;
	/** How many regions, and the last one of them. */
	unsigned n, last;
};

struct gathering {
	/** struct tk_risk_summary */
	GArray *all;
	/** Name, normalised -> index + 1. */
	GHashTable *known;
	/** Name and support, normalised -> struct wish. */
	GHashTable *wishes;
};

static unsigned index_of(struct gathering *gathering, const char *key, const struct tk_risk *risk,
			 unsigned region)
{
	unsigned index = GPOINTER_TO_UINT(g_hash_table_lookup(gathering->known, key));

	if (!index) {
		struct tk_risk_summary summary = {
			.name = risk->name, .area = risk->area, .region = region};

		g_array_append_val(gathering->all, summary);
		index = gathering->all->len;
		g_hash_table_insert(gathering->known, g_strdup(key), GUINT_TO_POINTER(index));
	}
	return index - 1;
}

static void count_wish(struct gathering *gathering, const char *name_key,
		       const struct tk_risk *risk, unsigned index, unsigned region)
{
	g_autofree char *text_key = tk_word_normalise(risk->support ? risk->support : "");
	g_autofree char *key = g_strconcat(name_key, "\n", text_key, NULL);
	struct wish *wish = g_hash_table_lookup(gathering->wishes, key);

	if (!*text_key)
		return;
	if (!wish) {
		wish = g_new0(struct wish, 1);
		*wish = (struct wish){index, risk->support, region, 0, TK_NONE};
		g_hash_table_insert(gathering->wishes, g_steal_pointer(&key), wish);
	}
	wish->n += wish->last != region;
	wish->last = region;
}

static void take_highest(struct tk_risk_summary *summary, const struct tk_risk *risk)
{
	if (risk->likelihood * risk->impact > summary->likelihood * summary->impact) {
		summary->likelihood = risk->likelihood;
		summary->impact = risk->impact;
	}
}

static void count_risks(const struct tk_measures *measures, bool now, struct gathering *gathering)
{
	for (unsigned r = 0; r < measures->dataset->n_regions; r++) {
		const struct tk_submission *submission = &measures->round->submissions[r];
		/* A region that tells the same risk twice counts once. */
		g_autoptr(GHashTable) told =
			g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

		for (unsigned i = 0; i < submission->n_risks; i++) {
			const struct tk_risk *risk = &submission->risks[i];
			char *key = tk_word_normalise(risk->name);
			unsigned index = index_of(gathering, key, risk, r);
			struct tk_risk_summary *summary =
				&g_array_index(gathering->all, struct tk_risk_summary, index);

			if (now) {
				take_highest(summary, risk);
				count_wish(gathering, key, risk, index, r);
			}
			if (!g_hash_table_add(told, key))
				continue;
			summary->n_now += now;
			summary->n_before += !now;
		}
	}
}

/* What most regions ask for; of equals the alphabetically first one. */
static void choose_supports(struct gathering *gathering)
{
	g_autofree unsigned *most = g_new0(unsigned, gathering->all->len + 1);
	GHashTableIter iter;
	void *value;

	g_hash_table_iter_init(&iter, gathering->wishes);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		const struct wish *wish = value;
		struct tk_risk_summary *risk =
			&g_array_index(gathering->all, struct tk_risk_summary, wish->risk);

		if (wish->n < most[wish->risk] ||
		    (wish->n == most[wish->risk] && tk_name_compare(wish->text, risk->support) > 0))
			continue;
		most[wish->risk] = wish->n;
		risk->support = wish->text;
		risk->support_region = wish->region;
	}
}

static int compare_risks(const void *a, const void *b)
{
	const struct tk_risk_summary *left = a, *right = b;
	int grown_left = (int)left->n_now - (int)left->n_before;
	int grown_right = (int)right->n_now - (int)right->n_before;

	if (grown_left != grown_right)
		return grown_left < grown_right ? 1 : -1;
	if (left->n_now != right->n_now)
		return left->n_now < right->n_now ? 1 : -1;
	return tk_name_compare(left->name, right->name);
}

struct tk_risk_summary *tk_risk_summaries_new(const struct tk_measures *now,
					      const struct tk_measures *before, unsigned *n_risks)
{
	struct gathering gathering = {
		g_array_new(FALSE, FALSE, sizeof(struct tk_risk_summary)),
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
	};

	count_risks(now, true, &gathering);
	if (before)
		count_risks(before, false, &gathering);
	choose_supports(&gathering);
	g_array_sort(gathering.all, compare_risks);
	*n_risks = gathering.all->len;
	g_hash_table_destroy(gathering.known);
	g_hash_table_destroy(gathering.wishes);
	return (struct tk_risk_summary *)(void *)g_array_free(gathering.all, FALSE);
}
