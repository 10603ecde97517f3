package eu.allmende.checks.durability;

import java.util.ArrayList;
import java.util.List;

/// Nines by AFR and mean repair time, around what was asked.
///
/// @param repairDays the columns
/// @param rows by rising AFR
record WhatIf(List<Double> repairDays, List<Row> rows) {
    private static final List<Double> FACTORS = List.of(0.25, 0.5, 1.0, 2.0, 4.0);
    private static final double MOST_AFR = 0.95;

    WhatIf {
        repairDays = List.copyOf(repairDays);
        rows = List.copyOf(rows);
    }

    /// @param nines one for each column
    record Row(double afr, List<Double> nines) {
        Row {
            nines = List.copyOf(nines);
        }
    }

    static WhatIf around(Scheme scheme, Hazard hazard) {
        List<Double> days = FACTORS.stream().map(f -> f * hazard.repairDays()).toList();
        List<Row> rows = new ArrayList<>();
        for (double afr : afrs(hazard)) {
            rows.add(
                    new Row(
                            afr,
                            days.stream()
                                    .map(each -> Chain.of(scheme, new Hazard(afr, each)).nines())
                                    .toList()));
        }
        return new WhatIf(days, rows);
    }

    /// Half of what was asked, what was asked, and double.
    static List<Double> afrs(Hazard hazard) {
        return List.of(hazard.afr() / 2, hazard.afr(), Math.min(MOST_AFR, hazard.afr() * 2));
    }
}
