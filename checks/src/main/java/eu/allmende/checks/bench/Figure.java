package eu.allmende.checks.bench;

/// One measured figure beside its target.
///
/// @param name what was measured
/// @param value the figure
/// @param target what it should be; 0 where there is none
/// @param unit of both
/// @param better which way is better
record Figure(String name, double value, double target, String unit, Better better) {
    /// Which way a figure improves.
    enum Better {
        /// As with speeds.
        HIGHER,
        /// As with times.
        LOWER
    }

    static Figure speed(String name, double value, double target, String unit) {
        return new Figure(name, value, target, unit, Better.HIGHER);
    }

    static Figure cost(String name, double value, double target, String unit) {
        return new Figure(name, value, target, unit, Better.LOWER);
    }

    /// Over 1 where the target is surpassed; 0 where there is none.
    double ratio() {
        if (target == 0) {
            return 0;
        }
        return better == Better.HIGHER ? value / target : target / value;
    }
}
