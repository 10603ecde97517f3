package eu.allmende.checks.bench;

import java.util.ArrayList;
import java.util.List;

/// What a stage of a file's journey takes of one processor, measured alone and warm.
///
/// @param stage in words
/// @param secondsPerGibibyte of content
public record StageCost(String stage, double secondsPerGibibyte) {
    private static final double GIGABYTES_PER_GIBIBYTE = 1.073741824;

    /// All stages that can be measured alone; takes about a minute.
    public static List<StageCost> all() throws Exception {
        List<StageCost> costs = new ArrayList<>();
        for (Bench.Measured bench : List.of(new SealBench(), new ErasureBench())) {
            for (Figure figure : bench.measure()) {
                if (figure.unit().equals("GB/s") && figure.value() > 0) {
                    costs.add(
                            new StageCost(figure.name(), GIGABYTES_PER_GIBIBYTE / figure.value()));
                }
            }
        }
        return costs;
    }
}
