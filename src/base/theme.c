#include "tilannekuva/theme.h"

#include <math.h>

#include "tilannekuva/yaml.h"

/* The theme file as it is written. */
struct theme_file {
	char *text_family, *display_family, *sheet_family;
	char *classes[4], *zones[4];
	struct colour_names *names;
};

/* Colours are a mapping with one key for each enum tk_ink. */
struct colour_names {
	char *of[TK_N_INKS];
};

#define COLOUR(key, ink)                                                                           \
	CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER, struct colour_names, of[ink], 7, 7)

static const cyaml_schema_field_t colour_fields[] = {
	COLOUR("ink", TK_INK),
	COLOUR("ink2", TK_INK2),
	COLOUR("ink3", TK_INK3),
	COLOUR("key", TK_KEY),
	COLOUR("rule", TK_RULE),
	COLOUR("hair", TK_HAIR),
	COLOUR("track", TK_TRACK),
	COLOUR("panel", TK_PANEL),
	COLOUR("deep", TK_DEEP),
	COLOUR("mid", TK_MID),
	COLOUR("mid-text", TK_MID_TEXT),
	COLOUR("orange", TK_ORANGE),
	COLOUR("orange-text", TK_ORANGE_TEXT),
	COLOUR("alert", TK_ALERT),
	COLOUR("band", TK_BAND),
	COLOUR("warm-frame", TK_WARM_FRAME),
	COLOUR("white", TK_WHITE),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t four_colours = {
	CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 7, 7),
};

static const cyaml_schema_field_t theme_fields[] = {
	CYAML_FIELD_STRING_PTR("text-font", CYAML_FLAG_POINTER, struct theme_file, text_family, 1,
			       80),
	CYAML_FIELD_STRING_PTR("display-font", CYAML_FLAG_POINTER, struct theme_file,
			       display_family, 1, 80),
	CYAML_FIELD_STRING_PTR("sheet-font", CYAML_FLAG_POINTER, struct theme_file, sheet_family, 1,
			       80),
	CYAML_FIELD_MAPPING_PTR("colours", CYAML_FLAG_POINTER, struct theme_file, names,
				colour_fields),
	CYAML_FIELD_SEQUENCE_FIXED("classes", CYAML_FLAG_DEFAULT, struct theme_file, classes,
				   &four_colours, 4),
	CYAML_FIELD_SEQUENCE_FIXED("risk-zones", CYAML_FLAG_DEFAULT, struct theme_file, zones,
				   &four_colours, 4),
	CYAML_FIELD_END,
};

static const cyaml_schema_value_t theme_schema = {
	CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct theme_file, theme_fields),
};

static bool parse_colour(const char *text, struct tk_colour *colour)
{
	guint64 value;

	if (*text != '#' || !g_ascii_string_to_unsigned(text + 1, 16, 0, 0xffffff, &value, NULL))
		return false;
	*colour = (struct tk_colour){(double)(value >> 16) / 255, (double)(value >> 8 & 255) / 255,
				     (double)(value & 255) / 255};
	return true;
}

static bool parse_colours(char *const *texts, unsigned n, struct tk_colour *colours,
			  const char *file, struct tk_log *log)
{
	struct tk_source source = {g_intern_string(file), NULL, TK_NOWHERE, TK_NOWHERE};

	for (unsigned i = 0; i < n; i++) {
		if (!parse_colour(texts[i], &colours[i])) {
			tk_log_add(log, TK_DIAG_KIT_FAULTY, &source, texts[i], NULL);
			return false;
		}
	}
	return true;
}

static bool take(struct tk_theme *theme, const struct theme_file *loaded, const char *file,
		 struct tk_log *log)
{
	theme->text_family = g_strdup(loaded->text_family);
	theme->display_family = g_strdup(loaded->display_family);
	theme->sheet_family = g_strdup(loaded->sheet_family);
	return parse_colours(loaded->names->of, TK_N_INKS, theme->ink, file, log) &&
	       parse_colours(loaded->classes, 4, theme->class_fill, file, log) &&
	       parse_colours(loaded->zones, 4, theme->zone, file, log);
}

static double channel_luminance(double c)
{
	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double luminance(struct tk_colour c)
{
	return 0.2126 * channel_luminance(c.r) + 0.7152 * channel_luminance(c.g) +
	       0.0722 * channel_luminance(c.b);
}

double tk_colour_contrast(struct tk_colour a, struct tk_colour b)
{
	double x = luminance(a), y = luminance(b);

	return (MAX(x, y) + 0.05) / (MIN(x, y) + 0.05);
}

static struct tk_colour text_upon(const struct tk_theme *theme, struct tk_colour fill)
{
	struct tk_colour ink = theme->ink[TK_INK], white = theme->ink[TK_WHITE];

	return tk_colour_contrast(fill, ink) >= tk_colour_contrast(fill, white) ? ink : white;
}

struct tk_theme *tk_theme_open(const char *file, struct tk_log *log)
{
	g_autoptr(tk_theme) theme = g_new0(struct tk_theme, 1);
	struct theme_file *loaded =
		tk_yaml_load(file, &theme_schema, TK_DIAG_TEMPLATE_KEY, TK_DIAG_KIT_FAULTY, log);

	if (!loaded)
		return NULL;
	bool good = take(theme, loaded, file, log);

	tk_yaml_free(&theme_schema, loaded);
	for (unsigned k = 0; k < 4; k++)
		theme->class_text[k] = text_upon(theme, theme->class_fill[k]);
	return good ? g_steal_pointer(&theme) : NULL;
}

void tk_theme_free(struct tk_theme *theme)
{
	if (!theme)
		return;
	g_free(theme->text_family);
	g_free(theme->display_family);
	g_free(theme->sheet_family);
	g_free(theme);
}

static struct tk_colour mix(struct tk_colour a, struct tk_colour b, double part)
{
	return (struct tk_colour){a.r + (b.r - a.r) * part, a.g + (b.g - a.g) * part,
				  a.b + (b.b - a.b) * part};
}

/* Contrast that text upon a fill must have (WCAG 2.2, 1.4.3). */
#define TEXT_CONTRAST 4.5

struct tk_colour tk_theme_class_fill(const struct tk_theme *theme, unsigned k, unsigned n)
{
	/* The lowest class stays the warm one; the cold fills are spread over the rest. */
	if (k == 0 || n == 4)
		return theme->class_fill[MIN(k, 3)];
	double at = n > 2 ? (double)(k - 1) * 2 / (n - 2) : 2;
	unsigned low = MIN((unsigned)at, 1);
	double part = at - low;
	struct tk_colour from = theme->class_fill[1 + low], to = theme->class_fill[2 + low];
	struct tk_colour fill = mix(from, to, part);

	/* Half way between a light and a dark fill neither ink nor white may read well: lighten. */
	while (part > 0 && tk_colour_contrast(fill, text_upon(theme, fill)) < TEXT_CONTRAST) {
		part = MAX(part - 0.01, 0);
		fill = mix(from, to, part);
	}
	return fill;
}

struct tk_colour tk_theme_class_text(const struct tk_theme *theme, unsigned k, unsigned n)
{
	return text_upon(theme, tk_theme_class_fill(theme, k, n));
}

unsigned tk_colour_hex(struct tk_colour colour)
{
	return (unsigned)lround(colour.r * 255) << 16 | (unsigned)lround(colour.g * 255) << 8 |
	       (unsigned)lround(colour.b * 255);
}
