#include "check_ingest_kit.h"

/* OpenDocument spreadsheets made on the spot. */

#define NS                                                                                         \
	"xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"                          \
	" xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"                           \
	" xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"                             \
	" xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0'"                           \
	" xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'"    \
	" xmlns:draw='urn:oasis:names:tc:opendocument:xmlns:drawing:1.0'"
#define BODY(styles, tables)                                                                       \
	"<office:document-content " NS "><office:automatic-styles>" styles                         \
	"</office:automatic-styles><office:body><office:spreadsheet>" tables                       \
	"</office:spreadsheet></office:body></office:document-content>"
#define TABLE(rows) BODY("", "<table:table table:name='Taulu'>" rows "</table:table>")
#define ROW(cells) TABLE("<table:table-row>" cells "</table:table-row>")
#define TEXT(text) "<table:table-cell office:value-type='string'>" text "</table:table-cell>"

static GBytes *make(const char *content)
{
	return kit_zip(
		(struct kit_part[]){{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
				    {"content.xml", content},
				    {NULL, NULL}});
}

static const struct {
	const char *what, *content, *csv;
} sheets[] = {
	{"texts", ROW(TEXT("<text:p>a</text:p>") TEXT("<text:p>b</text:p><text:p>c</text:p>")),
	 "a,\"b\nc\"\n"},
	{"white space",
	 ROW(TEXT("<text:p>  a \n\t b<text:s/><text:s "
		  "text:c='2'/>c<text:tab/>d<text:line-break/>e</text:p>")),
	 "\"a b   c\td\ne\"\n"},
	{"spans and links",
	 ROW(TEXT("<text:p>a<text:span>b <text:span>c</text:span></text:span> "
		  "<text:a>d</text:a></text:p>")),
	 "ab c d\n"},
	{"empty paragraphs", ROW(TEXT("<text:p/><text:p>a</text:p><text:p/>") TEXT("<text:p/>")),
	 "\"\na\n\"\n"},
	{"no notes, no ruby",
	 ROW(TEXT("<office:annotation><text:p>comment</text:p></"
		  "office:annotation><text:p>a<text:note><text:note-body><text:p>note</text:p></"
		  "text:note-body></text:note>"
		  "<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>c</"
		  "text:ruby-text></text:ruby></text:p>")),
	 "ab\n"},
	{"no pictures' texts",
	 ROW(TEXT("<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></"
		  "draw:frame><text:p>a</text:p>")),
	 "a\n"},
	{"string value",
	 ROW("<table:table-cell office:value-type='string' office:string-value='attr'/>"),
	 "attr\n"},
	{"numbers",
	 ROW("<table:table-cell office:value-type='float' "
	     "office:value='1.50'><text:p>1,5</text:p></table:table-cell>"
	     "<table:table-cell office:value-type='percentage' office:value='0.57'><text:p>57 "
	     "%</text:p></table:table-cell>"
	     "<table:table-cell office:value-type='currency' office:currency='EUR' "
	     "office:value='1234.5'><text:p>x</text:p></table:table-cell>"),
	 "1.5,0.57,1234.5\n"},
	{"dates and times",
	 ROW("<table:table-cell office:value-type='date' "
	     "office:date-value='2021-10-01'><text:p>1.10.</text:p></table:table-cell>"
	     "<table:table-cell office:value-type='date' "
	     "office:date-value='2021-10-01T12:30:00.4'/>"
	     "<table:table-cell office:value-type='time' office:time-value='PT06H05M04.6S'/>"
	     "<table:table-cell office:value-type='time' office:time-value='PT36H'/>"
	     "<table:table-cell office:value-type='date' office:date-value='1850-02-28'/>"),
	 "2021-10-01,2021-10-01 12:30:00,06:05:05,36:00:00,1850-02-28\n"},
	{"value that is none",
	 ROW("<table:table-cell office:value-type='float' "
	     "office:value='?'><text:p>shown</text:p></table:table-cell>"
	     "<table:table-cell office:value-type='date' "
	     "office:date-value='1.10.2021'><text:p>1.10.2021</text:p></table:table-cell>"),
	 "shown,1.10.2021\n"},
	{"booleans and errors",
	 ROW("<table:table-cell office:value-type='boolean' office:boolean-value='true'/>"
	     "<table:table-cell office:value-type='boolean' office:boolean-value='false'/>"
	     "<table:table-cell office:value-type='string' "
	     "calcext:value-type='error'><text:p>#N/A</text:p></table:table-cell>"),
	 "TRUE,FALSE,#N/A\n"},
	{"repeated columns",
	 ROW("<table:table-cell table:number-columns-repeated='2'/><table:table-cell "
	     "table:number-columns-repeated='3' office:value-type='float' office:value='7'/>" TEXT(
		     "<text:p>x</text:p>")),
	 ",,7,7,7,x\n"},
	{"repeated rows",
	 TABLE("<table:table-row "
	       "table:number-rows-repeated='2'><table:table-cell/></table:table-row>"
	       "<table:table-row table:number-rows-repeated='2'>" TEXT(
		       "<text:p>x</text:p>") "</table:table-row>"
					     "<table:table-row>" TEXT(
						     "<text:p>y</text:p>") "</table:table-row>"),
	 "\n\nx\nx\ny\n"},
	{"trailing emptiness",
	 TABLE("<table:table-row>" TEXT(
		 "<text:p>x</text:p>") "<table:table-cell "
				       "table:number-columns-repeated='16383'/></table:table-row>"
				       "<table:table-row "
				       "table:number-rows-repeated='1048575'><table:table-cell "
				       "table:number-columns-repeated='16384'/></table:table-row>"),
	 "x\n"},
	{"emptiness without measure",
	 TABLE("<table:table-row table:number-rows-repeated='99999999999'><table:table-cell "
	       "table:number-columns-repeated='99999999999'/></table:table-row>"),
	 ""},
	{"groups and header rows",
	 TABLE("<table:table-header-rows><table:table-row>" TEXT(
		 "<text:p>h</text:p>") "</table:table-row></table:table-header-rows>"
				       "<table:table-row-group><table:table-row-group><table:table-"
				       "row>" TEXT("<text:p>g</text:p>") "</table:table-row></"
									 "table:table-row-group></"
									 "table:table-row-group>"),
	 "h\ng\n"},
	{"covered cells",
	 ROW("<table:table-cell table:number-columns-spanned='2' office:value-type='float' "
	     "office:value='1'/><table:covered-table-cell/>"
	     "<table:table-cell office:value-type='float' office:value='2'/>"),
	 "1,,2\n"},
	{"tables within cells",
	 ROW("<table:table-cell><table:table "
	     "table:is-sub-table='true'><table:table-row><table:table-cell "
	     "office:value-type='float' "
	     "office:value='9'/></table:table-row></table:table></table:table-cell>" TEXT(
		     "<text:p>x</text:p>")),
	 ",x\n"},
	{"tracked changes before the table",
	 BODY("", "<table:tracked-changes><table:cell-content-change><table:previous><table:change-"
		  "track-table-cell/></table:previous></table:cell-content-change></"
		  "table:tracked-changes>"
		  "<table:table table:name='Taulu'><table:table-row>" TEXT(
			  "<text:p>x</text:p>") "</table:table-row></table:table>"),
	 "x\n"},
	{"escapes", ROW(TEXT("<text:p>&lt;a&amp;b&gt; &#228;</text:p>")), "<a&b> ä\n"},
	{"other prefixes",
	 "<o:document-content xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0' "
	 "xmlns:t='urn:oasis:names:tc:opendocument:xmlns:table:1.0' "
	 "xmlns='urn:oasis:names:tc:opendocument:xmlns:text:1.0'>"
	 "<o:body><o:spreadsheet><t:table t:name='Taulu'><t:table-row><t:table-cell "
	 "o:value-type='string'><p>x</p></t:table-cell></t:table-row></t:table></o:spreadsheet></"
	 "o:body></o:document-content>",
	 "x\n"},
};

START_TEST(reads_sheets)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(GBytes) bytes = make(sheets[_i].content);
	g_autoptr(tk_sheet) sheet = kit_read(bytes, 0, log);

	ck_assert_msg(sheet != NULL, "%s", sheets[_i].what);
	g_autofree char *csv = kit_csv(sheet);

	ck_assert_uint_eq(tk_log_n_messages(log), 0);
	ck_assert_str_eq(sheet->name, "Taulu");
	ck_assert_msg(strcmp(csv, sheets[_i].csv) == 0, "%s\nexpected: %s\ngot: %s",
		      sheets[_i].what, sheets[_i].csv, csv);
}
END_TEST

START_TEST(gives_types)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(GBytes) bytes = make(
		TABLE("<table:table-row table:visibility='collapse'>"
		      "<table:table-cell office:value-type='date' office:date-value='2021-10-01'/>"
		      "<table:table-cell office:value-type='percentage' office:value='0.57'/>"
		      "<table:table-cell office:value-type='boolean' office:boolean-value='true'/>"
		      "<table:table-cell calcext:value-type='error' "
		      "office:value-type='string'><text:p>Err:502</text:p></table:table-cell>"
		      "<table:table-cell table:formula='of:=1'/></table:table-row>"));
	g_autoptr(tk_sheet) sheet = kit_read(bytes, 0, log);

	ck_assert_ptr_nonnull(sheet);
	ck_assert(sheet->rows[0].hidden);
	ck_assert_int_eq(kit_cell(sheet, 0, 0)->type, TK_CELL_DATE);
	ck_assert_double_eq(kit_cell(sheet, 0, 0)->number, 44470);
	ck_assert(kit_cell(sheet, 0, 1)->percent);
	ck_assert_int_eq(kit_cell(sheet, 0, 2)->type, TK_CELL_BOOLEAN);
	ck_assert_int_eq(kit_cell(sheet, 0, 3)->type, TK_CELL_ERROR);
	ck_assert(kit_cell(sheet, 0, 4)->uncached);
	ck_assert_str_eq(kit_cell(sheet, 0, 4)->text, "");
}
END_TEST

/* LibreOffice writes no value for a formula that gives an empty text. */
START_TEST(takes_empty_results)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(GBytes) bytes = make(ROW("<table:table-cell table:formula='of:=\"\"'/>"
					   "<table:table-cell table:formula='of:=1' "
					   "office:value-type='float' office:value='1'/>"));
	g_autoptr(tk_sheet) sheet = kit_read(bytes, 0, log);

	ck_assert_ptr_nonnull(sheet);
	ck_assert_uint_eq(sheet->rows[0].n_cells, 1);
	ck_assert_uint_eq(sheet->rows[0].cells[0].col, 1);
}
END_TEST

START_TEST(lists_sheets)
{
	g_autoptr(tk_log) log = tk_log_new();
	g_autoptr(GBytes) bytes = make(BODY(
		"<style:style style:name='ta1' style:family='table'><style:table-properties "
		"table:display='true'/></style:style>"
		"<style:style style:name='ta2' style:family='table'><style:table-properties "
		"table:display='false'/></style:style>",
		"<table:table table:name='Yksi' table:style-name='ta1'/>"
		"<table:table table:name='Kaksi' table:style-name='ta2'><table:table-row>" TEXT(
			"<text:p>2</text:p>") "</table:table-row></table:table>"
					      "<table:table "
					      "table:name='Kolme'><table:table-row>" TEXT(
						      "<text:p>3</text:p>") "</table:table-row></"
									    "table:table>"));
	g_autoptr(tk_book) book = tk_book_open_bytes(bytes, "test", log);

	ck_assert_ptr_nonnull(book);
	ck_assert_int_eq(tk_book_format(book), TK_FORMAT_ODS);
	ck_assert_uint_eq(tk_book_n_sheets(book), 3);
	ck_assert(!tk_book_sheet_hidden(book, 0));
	ck_assert(tk_book_sheet_hidden(book, 1));
	ck_assert_str_eq(tk_book_sheet_name(book, 2), "Kolme");
	g_autoptr(tk_sheet) third = tk_book_read_sheet(book, 2, log);
	g_autoptr(tk_sheet) first = tk_book_read_sheet(book, 0, log);

	ck_assert_uint_eq(first->n_rows, 0);
	ck_assert_str_eq(kit_cell(third, 0, 0)->text, "3");
}
END_TEST

#define MANIFEST                                                                                   \
	"<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><m:file-entry "  \
	"m:full-path='content.xml'>"

static const struct {
	const char *what;
	struct kit_part parts[4];
	enum tk_diag id;
	const char *particular;
} refusals[] = {
	{"locked",
	 {{"content.xml", "junk"},
	  {"META-INF/manifest.xml", MANIFEST "<m:encryption-data/></m:file-entry></m:manifest>"}},
	 TK_DIAG_FILE_ENCRYPTED,
	 NULL},
	{"locked as a whole",
	 {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
	  {"encrypted-package", "junk"}},
	 TK_DIAG_FILE_ENCRYPTED,
	 NULL},
	{"a text document",
	 {{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", "<a/>"}},
	 TK_DIAG_FILE_NOT_SPREADSHEET,
	 "odt"},
	{"something else", {{"content.xml", "<a/>"}}, TK_DIAG_FILE_NOT_SPREADSHEET, "zip"},
	{"cut",
	 {{"content.xml", "<office:document-content " NS "><office:body><office:spreadsheet>"}},
	 TK_DIAG_FILE_TRUNCATED,
	 "content.xml"},
	{"no tables", {{"content.xml", BODY("", "")}}, TK_DIAG_FILE_TRUNCATED, "content.xml"},
	{"entities",
	 {{"content.xml", "<!DOCTYPE a [<!ENTITY b 'bb'>]>" ROW(TEXT("<text:p>&b;</text:p>"))}},
	 TK_DIAG_FILE_UNSAFE,
	 "content.xml"},
	{"rows without end",
	 {{"content.xml", TABLE("<table:table-row table:number-rows-repeated='99999999'>" TEXT(
				  "<text:p>x</text:p>") "</table:table-row>")}},
	 TK_DIAG_SHEET_TOO_LARGE,
	 "XFD1048576"},
	{"columns without end",
	 {{"content.xml", ROW("<table:table-cell table:number-columns-repeated='16385' "
			      "office:value-type='float' office:value='1'/>")}},
	 TK_DIAG_SHEET_TOO_LARGE,
	 "XFD1048576"},
	{"cells without end",
	 {{"content.xml",
	   TABLE("<table:table-row table:number-rows-repeated='1000000'><table:table-cell "
		 "table:number-columns-repeated='16384' office:value-type='float' "
		 "office:value='1'/></table:table-row>")}},
	 TK_DIAG_SHEET_TOO_LARGE,
	 "8\u00a0000\u00a0000"},
};

START_TEST(refuses)
{
	g_autoptr(GBytes) bytes = kit_zip(refusals[_i].parts);

	kit_refused(bytes, refusals[_i].id, refusals[_i].particular);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("ods");
	TCase *cases = tcase_create("spreadsheets");

	tcase_set_timeout(cases, 60);
	tcase_add_loop_test(cases, reads_sheets, 0, (int)G_N_ELEMENTS(sheets));
	tcase_add_loop_test(cases, refuses, 0, (int)G_N_ELEMENTS(refusals));
	tcase_add_test(cases, gives_types);
	tcase_add_test(cases, takes_empty_results);
	tcase_add_test(cases, lists_sheets);
	suite_add_tcase(suite, cases);
	return test_main(suite);
}
