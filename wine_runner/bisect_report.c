#include "wine_runner/bisect_report.h"

#include "wine_runner/bisect_odds.h"

#include <stdio.h>
#include <string.h>

/* As precise as it is worth: never 100 % for what is not certain. */
static const char *percent(double confidence, char text[32])
{
    if (confidence > 0.999999)
        strcpy(text, "over 99.9999 %");
    else
        snprintf(text, 32, confidence > 0.999 ? "%.4f %%" : "%.1f %%", 100 * confidence);
    return text;
}

/* `wine-9.0 (/opt/wine-9.0/bin/wine)`; of one that was given by its name its exact build,
 * `wine-10.0 (Debian 10.0~repack-6)`; only what was given of one that does not start. */
static void print_name(const struct builds *builds, size_t index)
{
    const char *given = builds->names.list[index];
    const struct wine *wine = builds->wines[index].count ? builds->wines[index].list : NULL;
    if (!wine)
        fputs(given, stdout);
    else if (strcmp(wine->name, given) != 0)
        printf("%s (%s)", wine->name, given);
    else if (strncmp(wine->build, given, strlen(given)) == 0)
        fputs(wine->build, stdout);
    else
        printf("%s (%s)", wine->name, wine->build);
}

static void print_sighting(const char *mark, const struct sighting *sighting, unsigned repeats)
{
    printf("  %s %s  %s: %s, allowed %s; in %u of %u repeats\n", mark, sighting->fingerprint, sighting->label,
           sighting->seen, sighting->allowed, sighting->repeats, repeats);
}

void bisect_report_build(const struct bisect *bisect, const struct builds *builds, size_t index)
{
    const struct bisect_build *build = &bisect->builds[index];
    const struct evidence *evidence = &build->evidence;
    printf("%zu of %zu  ", index + 1, bisect->count);
    print_name(builds, index);
    if (build->verdict == BISECT_UNTESTABLE) {
        printf(": passed over: %s\n", build->reason.text);
    } else {
        fputs(index == bisect->first             ? ": the first"
              : build->verdict == BISECT_CHANGED ? ": changed"
                                                 : ": like the first",
              stdout);
        for (size_t i = 0; i < evidence->count; i++)
            printf("%s %s in %u", i ? "," : "; differs:", evidence->list[i].fingerprint,
                   evidence->list[i].repeats);
        printf("%s of %u repeats\n", evidence->count ? "" : "; conforms in all", evidence->repeats);
    }
    fflush(stdout);
}

static void print_untestable_between(const struct bisect *bisect, const struct builds *builds)
{
    for (size_t i = bisect->like + 1; i < bisect->changed; i++) {
        fputs("  or one that was passed over: ", stdout);
        print_name(builds, i);
        putchar('\n');
    }
}

static void print_changes(const struct bisect *bisect)
{
    const struct evidence *before = &bisect->builds[bisect->like].evidence;
    const struct evidence *after = &bisect->builds[bisect->changed].evidence;
    for (size_t i = 0; i < before->count; i++)
        if (bisect_counts(bisect, before->list[i].fingerprint) &&
            !evidence_find(after, before->list[i].fingerprint))
            print_sighting("-", &before->list[i], before->repeats);
    for (size_t i = 0; i < after->count; i++)
        if (bisect_counts(bisect, after->list[i].fingerprint) &&
            !evidence_find(before, after->list[i].fingerprint))
            print_sighting("+", &after->list[i], after->repeats);
}

void bisect_report_found(const struct bisect *bisect, const struct builds *builds)
{
    char text[32];
    fputs("\nfirst changed: ", stdout);
    print_name(builds, bisect->changed);
    putchar('\n');
    print_untestable_between(bisect, builds);
    fputs("last like the first: ", stdout);
    print_name(builds, bisect->like);
    putchar('\n');
    print_changes(bisect);
    printf("confidence: %s, with P = %.3f, the part of the repeats that the rarest difference came in: a "
           "build that\n"
           "has it shows it in %u repeats with the probability 1-(1-P)^%u = %s\n",
           percent(bisect->confidence, text), bisect->rate, bisect->repeats, bisect->repeats,
           percent(odds_confidence(bisect->rate, bisect->repeats), (char[32]){0}));
}

void bisect_report_alike(const struct bisect *bisect, const struct builds *builds)
{
    char text[32];
    fputs("\nno change: ", stdout);
    print_name(builds, bisect->last);
    fputs(" is like ", stdout);
    print_name(builds, bisect->first);
    printf("\nconfidence: %s that nothing changed which comes in %.1f %% of the repeats or more (%u repeats "
           "each)\n",
           percent(bisect->asked, text), 100 * odds_least_rate(bisect->repeats, bisect->asked),
           bisect->repeats);
}
