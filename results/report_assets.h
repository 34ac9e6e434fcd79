/* The files of results/report/, as the build put them into the program; each ends with a NUL byte. */
#ifndef RESULTS_REPORT_ASSETS_H
#define RESULTS_REPORT_ASSETS_H

extern const char report_asset_page[];
extern const char report_asset_style[];
extern const char report_asset_script[];

#endif
