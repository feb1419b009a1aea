package io.kspec.reports;

import io.kspec.runlog.CaseResult;
import io.kspec.runlog.Measurement;
import io.kspec.runlog.RunLog;
import java.util.List;

/** The section with the figures that checks measured; nothing if there are none. */
final class MeasurementSection {
    private final Markup page;
    private final List<CaseResult> measured;

    MeasurementSection(Markup page, RunLog log) {
        this.page = page;
        this.measured = log.results().stream()
                .filter(result -> !result.measurements().isEmpty())
                .toList();
    }

    void write() {
        if (measured.isEmpty()) {
            return;
        }
        page.open("section", "class", "measured", "aria-labelledby", "measured-title");
        page.open("div", "class", "section-head");
        page.element("h2", "Measured", "id", "measured-title");
        page.element("p", "Figures of this machine and this run; no verdict depends on them.", "class", "hint");
        page.close();
        measured.forEach(this::write);
        page.close().newLine();
    }

    private void write(CaseResult result) {
        String api = result.api() == null ? "" : result.api() + ": ";
        page.element("h3", api + result.check().title());
        page.open("dl", "class", "facts");
        for (Measurement measurement : result.measurements()) {
            page.open("div")
                    .element("dt", measurement.what())
                    .element("dd", Figures.measured(measurement))
                    .close();
        }
        page.close();
    }
}
