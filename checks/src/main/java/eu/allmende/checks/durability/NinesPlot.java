package eu.allmende.checks.durability;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Nines over the mean repair time as a picture in SVG: a line for each AFR, and a dot for what was
/// asked.
///
/// @param scheme of all lines
/// @param asked where the dot is
record NinesPlot(Scheme scheme, Hazard asked) {
    private static final int WIDTH = 820;
    private static final int HEIGHT = 480;
    private static final int LEFT = 70;
    private static final int RIGHT = 650;
    private static final int TOP = 60;
    private static final int BOTTOM = 420;
    private static final int POINTS = 80;

    /// A rarer loss than a number can hold has no end of nines.
    private static final double MOST_NINES = 300;

    /// From a tenth of what was asked to ten times as much.
    private static final double REACH = 10;

    private static final List<String> COLOURS = List.of("#2b7a5b", "#2f5fa8", "#a8482f");

    String svg() {
        double best = nines(WhatIf.afrs(asked).getFirst(), asked.repairDays() / REACH);
        double most = Math.max(1, Math.ceil(best));
        List<String> parts = new ArrayList<>();
        parts.add(
                ("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                                + " viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
                                + " font-size=\"13\">")
                        .formatted(WIDTH, HEIGHT, WIDTH, HEIGHT));
        parts.add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        parts.add(text(LEFT, 24, "start", "Packs of " + scheme + " that outlive a year"));
        parts.add(text(LEFT, TOP - 12, "start", "nines"));
        parts.add(text((LEFT + RIGHT) / 2, BOTTOM + 45, "middle", "mean days of a repair"));
        parts.addAll(nineLines(most));
        parts.addAll(dayLines());
        List<Double> afrs = WhatIf.afrs(asked);
        for (int i = 0; i < afrs.size(); i++) {
            parts.addAll(line(afrs.get(i), COLOURS.get(i), most));
        }
        parts.add(
                String.format(
                        Locale.ROOT,
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"#2f5fa8\"/>",
                        x(asked.repairDays()),
                        y(nines(asked.afr(), asked.repairDays()), most)));
        parts.add("</svg>\n");
        return String.join("\n", parts);
    }

    private double nines(double afr, double days) {
        return Math.clamp(Chain.of(scheme, new Hazard(afr, days)).nines(), 0, MOST_NINES);
    }

    private List<String> nineLines(double most) {
        int step = most > 12 ? (int) Math.ceil(most / 8) : 1;
        List<String> lines = new ArrayList<>();
        for (int nines = 0; nines <= most; nines += step) {
            lines.add(grid(LEFT, y(nines, most), RIGHT, y(nines, most)));
            lines.add(text(LEFT - 8, y(nines, most) + 4, "end", String.valueOf(nines)));
        }
        return lines;
    }

    private List<String> dayLines() {
        List<String> lines = new ArrayList<>();
        for (double factor :
                List.of(1 / REACH, 1 / Math.sqrt(REACH), 1.0, Math.sqrt(REACH), REACH)) {
            double days = factor * asked.repairDays();
            lines.add(grid(x(days), TOP, x(days), BOTTOM));
            lines.add(
                    text(x(days), BOTTOM + 20, "middle", String.format(Locale.ROOT, "%.3g", days)));
        }
        return lines;
    }

    private List<String> line(double afr, String colour, double most) {
        List<String> points = new ArrayList<>();
        for (int i = 0; i <= POINTS; i++) {
            double days = asked.repairDays() * Math.pow(REACH, 2.0 * i / POINTS - 1);
            points.add(String.format(Locale.ROOT, "%.1f,%.1f", x(days), y(nines(afr, days), most)));
        }
        double end = nines(afr, asked.repairDays() * REACH);
        return List.of(
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"2\" points=\"%s\"/>"
                        .formatted(colour, points.stream().collect(Collectors.joining(" "))),
                text(
                        RIGHT + 10,
                        y(end, most) + 4,
                        "start",
                        String.format(Locale.ROOT, "AFR %.3g %%", afr * 100)));
    }

    private double x(double days) {
        double along = (Math.log10(days / asked.repairDays()) / Math.log10(REACH) + 1) / 2;
        return LEFT + along * (RIGHT - LEFT);
    }

    private static double y(double nines, double most) {
        return BOTTOM - nines / most * (BOTTOM - TOP);
    }

    private static String grid(double x, double y, double toX, double toY) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ddd\"/>",
                x,
                y,
                toX,
                toY);
    }

    private static String text(double x, double y, String anchor, String text) {
        return String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\"", x, y)
                + " text-anchor=\""
                + anchor
                + "\">"
                + text
                + "</text>";
    }
}
