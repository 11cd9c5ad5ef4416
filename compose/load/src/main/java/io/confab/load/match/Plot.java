package io.confab.load.match;

import java.util.List;
import java.util.Locale;

/** Score against mean wait, as SVG. */
final class Plot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 440;
    private static final int MARGIN = 56;
    private static final int LEGEND = 190;
    private static final List<String> COLOURS = List.of("#0b6e4f", "#b3541e", "#3b5ba5", "#8a4f9e", "#777777");

    /** How many intervals an axis has at most. */
    private static final int INTERVALS = 6;

    private static final double WAIT_UNIT = 1;
    private static final double SCORE_UNIT = 0.05;

    private final double mostWait;
    private final double mostScore;
    private final StringBuilder svg = new StringBuilder();

    private Plot(double mostWait, double mostScore) {
        this.mostWait = mostWait;
        this.mostScore = mostScore;
    }

    /** @param optimum in hindsight, or 0 if it is not known */
    static String of(String title, List<Curve> curves, double optimum) {
        double wait = 1;
        double score = Math.max(0.01, optimum);
        for (var curve : curves) {
            for (var point : curve.points()) {
                wait = Math.max(wait, point.meanWait());
                score = Math.max(score, point.score());
            }
        }
        var plot = new Plot(roundedUp(wait, step(wait, WAIT_UNIT)), roundedUp(score, step(score, SCORE_UNIT)));
        plot.frame(title);
        for (int i = 0; i < curves.size(); i++) {
            plot.curve(curves.get(i), COLOURS.get(i % COLOURS.size()), i);
        }
        if (optimum > 0) {
            plot.line(0, optimum, plot.mostWait, optimum, "#222222", " stroke-dasharray=\"5 4\"");
            plot.text(WIDTH - LEGEND + 8, plot.y(optimum) + 4, "start", "optimum in hindsight");
        }
        return plot.svg.append("</svg>\n").toString();
    }

    private void frame(String title) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">%n",
                WIDTH, HEIGHT);
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"white\"/>%n");
        text(MARGIN, 24, "start", title);
        double waitStep = step(mostWait, WAIT_UNIT);
        for (int i = 0; i <= Math.round(mostWait / waitStep); i++) {
            text(x(i * waitStep), HEIGHT - MARGIN + 18, "middle", String.format(Locale.ROOT, "%.0f", i * waitStep));
        }
        double scoreStep = step(mostScore, SCORE_UNIT);
        for (int i = 0; i <= Math.round(mostScore / scoreStep); i++) {
            double score = i * scoreStep;
            line(0, score, mostWait, score, "#dddddd", "");
            text(MARGIN - 8, y(score) + 4, "end", String.format(Locale.ROOT, "%.2f", score));
        }
        text(x(mostWait / 2), HEIGHT - 14, "middle", "mean wait, seconds");
        text(MARGIN, 44, "middle", "mean score");
    }

    /** The least of 1, 2, 5, 10, 20, 50 … units of which few enough reach {@code most}, so that an axis has round numbers. */
    static double step(double most, double unit) {
        double step = unit;
        for (int i = 0; most / step > INTERVALS + 1e-9; i++) {
            step *= i % 3 == 1 ? 2.5 : 2;
        }
        return step;
    }

    private static double roundedUp(double most, double step) {
        return Math.ceil(most / step - 1e-9) * step;
    }

    private void curve(Curve curve, String colour, int row) {
        var line = new StringBuilder();
        for (var point : curve.points()) {
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point.meanWait()), y(point.score())));
            add(
                    "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>%n",
                    x(point.meanWait()), y(point.score()), colour);
        }
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
                line.toString().strip(), colour);
        double y = HEIGHT - MARGIN - 20.0 * (row + 1);
        add("<rect x=\"%d\" y=\"%.1f\" width=\"10\" height=\"10\" fill=\"%s\"/>%n", WIDTH - LEGEND + 8, y - 9, colour);
        text(WIDTH - LEGEND + 24, y, "start", curve.name());
    }

    private void line(double wait, double score, double toWait, double toScore, String colour, String more) {
        add(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"%s/>%n",
                x(wait), y(score), x(toWait), y(toScore), colour, more);
    }

    private void text(double x, double y, String anchor, String text) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>%n", x, y, anchor, text);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values).replace(System.lineSeparator(), "\n"));
    }

    private double x(double wait) {
        return MARGIN + wait / mostWait * (WIDTH - MARGIN - LEGEND);
    }

    private double y(double score) {
        return HEIGHT - MARGIN - score / mostScore * (HEIGHT - 2.0 * MARGIN);
    }
}
