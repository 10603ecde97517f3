package eu.allmende.checks.durability;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/// All that came out, for people and for scripts.
///
/// @param setting what was asked
/// @param exact of one pack, for repairs of exponential length
/// @param fixed the same for repairs of equal length
/// @param elevenNinesDays the longest mean repair time with eleven nines; 0 if there is none
/// @param whatIf around what was asked
/// @param shock the chance that a shock takes a pack, if one was asked for
/// @param played what was counted in the commons
record Findings(
        Setting setting,
        Losses exact,
        Losses fixed,
        double elevenNinesDays,
        WhatIf whatIf,
        OptionalDouble shock,
        Tally played) {
    private static final double ELEVEN = 11;

    /// Losses that are not there say with 95 % that there are fewer than this.
    private static final double RULE_OF_THREE = 3;

    /// Works it out, and plays the commons.
    static Findings of(Setting setting) {
        Scheme scheme = setting.scheme();
        Hazard hazard = setting.hazard();
        return new Findings(
                setting,
                Chain.of(scheme, hazard),
                FixedRepair.of(scheme, hazard),
                Chain.longestRepairDays(scheme, hazard.afr(), ELEVEN),
                WhatIf.around(scheme, hazard),
                setting.shock() > 0
                        ? OptionalDouble.of(
                                new Shock(setting.shock(), setting.nodes()).loss(scheme))
                        : OptionalDouble.empty(),
                CommonsRun.of(setting));
    }

    String text() {
        Hazard hazard = setting.hazard();
        StringBuilder text = new StringBuilder();
        text.append(
                String.format(
                        Locale.ROOT,
                        "A pack of %s; each node is lost with %.3g %% a year; a repair takes %.3g"
                                + " days.\n\n",
                        setting.scheme(),
                        hazard.afr() * 100,
                        hazard.repairDays()));
        text.append(loss("lost in a year, repair times exponential", exact));
        text.append(loss("lost in a year, each repair as long", fixed));
        text.append(
                String.format(
                        Locale.ROOT,
                        "%-44s %10.3f\n",
                        "repairs in a year",
                        exact.repairsPerYear()));
        text.append(
                String.format(
                        Locale.ROOT,
                        "%-44s %10.2f\n",
                        "bytes moved per byte lost",
                        exact.movedPerLost()));
        text.append(
                String.format(
                        Locale.ROOT,
                        "%-44s %10.2f\n",
                        "bytes stored per byte",
                        setting.scheme().expansion()));
        text.append(
                elevenNinesDays == 0
                        ? "There is no repair time that gives eleven nines.\n"
                        : String.format(
                                Locale.ROOT,
                                "%-44s %10.3g\n",
                                "eleven nines: mean repair of at most, days",
                                elevenNinesDays));
        shock.ifPresent(loss ->
                text.append(
                        String.format(
                                Locale.ROOT,
                                "%-44s %10.3g   %.2f nines\n",
                                "lost if %.3g %% of %d nodes go at once"
                                        .formatted(setting.shock() * 100, setting.nodes()),
                                loss,
                                Losses.nines(loss))));
        return text + "\n" + whatIfText() + "\n" + playedText();
    }

    private static String loss(String what, Losses losses) {
        return String.format(
                Locale.ROOT,
                "%-44s %10.3g   %.2f nines\n",
                what,
                losses.lossPerYear(),
                losses.nines());
    }

    private String whatIfText() {
        return "What if: nines by mean days of a repair\n"
                + String.format(Locale.ROOT, "%10s", "")
                + whatIf.repairDays().stream()
                        .map(days -> String.format(Locale.ROOT, "%9.3g", days))
                        .collect(Collectors.joining())
                + "\n"
                + whatIf.rows().stream()
                        .map(row ->
                                String.format(Locale.ROOT, "AFR %4.3g %%", row.afr() * 100)
                                        + row.nines().stream()
                                                .map(nines ->
                                                        String.format(Locale.ROOT, "%9.2f", nines))
                                                .collect(Collectors.joining())
                                        + "\n")
                        .collect(Collectors.joining());
    }

    private String playedText() {
        String head =
                String.format(
                        Locale.ROOT,
                        "Played: %d packs on %d nodes for %.3g years, seed %d\n",
                        setting.packs(),
                        setting.nodes(),
                        setting.days() / Hazard.DAYS_A_YEAR,
                        setting.seed());
        String lost =
                played.losses == 0
                        ? String.format(
                                Locale.ROOT,
                                "no pack was lost: fewer than %.2g a year, with 95 %% certainty\n",
                                RULE_OF_THREE / played.packYears)
                        : String.format(
                                Locale.ROOT,
                                "%d packs were lost, %d of them by the shock: %.3g a year without"
                                        + " it\n",
                                played.losses,
                                played.shockLosses,
                                played.lossPerYear());
        List<String> lines =
                List.of(
                        head,
                        lost,
                        String.format(
                                Locale.ROOT,
                                "%-44s %10.3f\n",
                                "repairs of a pack in a year",
                                played.repairsPerYear()),
                        String.format(
                                Locale.ROOT,
                                "%-44s %10.2f\n",
                                "bytes moved per byte lost",
                                played.movedPerLost()),
                        String.format(
                                Locale.ROOT,
                                "%-44s %10.4f %%\n",
                                "reads with k pieces online",
                                played.readable() * 100),
                        String.format(
                                Locale.ROOT,
                                "%-44s %10.3g\n",
                                "days that a repair waited at most",
                                played.longestWaitDays));
        return String.join("", lines);
    }
}
