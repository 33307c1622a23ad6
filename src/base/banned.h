#ifndef TK_BANNED_H
#define TK_BANNED_H

/* Calls that are unsafe or depend on the locale. GLib has the ones to use: g_strlcpy, g_strdup_printf,
 * tk_parse_int, tk_parse_double, g_strsplit, GDateTime. System headers come first, since some of
 * them use these names. */

#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TK_BANNED(call) tk_banned_##call##_see_src_base_banned_h

#undef strcpy
#undef strcat
#undef strncpy
#undef strncat
#undef sprintf
#undef vsprintf
#undef atoi
#undef atof
#undef strtod
#undef strtok
#undef localtime
#undef gmtime
#undef ctime
#define strcpy(...) TK_BANNED(strcpy)
#define strcat(...) TK_BANNED(strcat)
#define strncpy(...) TK_BANNED(strncpy)
#define strncat(...) TK_BANNED(strncat)
#define sprintf(...) TK_BANNED(sprintf)
#define vsprintf(...) TK_BANNED(vsprintf)
#define atoi(...) TK_BANNED(atoi)
#define atof(...) TK_BANNED(atof)
#define strtod(...) TK_BANNED(strtod)
#define strtok(...) TK_BANNED(strtok)
#define localtime(...) TK_BANNED(localtime)
#define gmtime(...) TK_BANNED(gmtime)
#define ctime(...) TK_BANNED(ctime)

#endif
