package io.kspec.recorder.scenario;

import java.util.AbstractList;
import java.util.List;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;

/** A list that is written within brackets, although its entries are not simple. */
final class FlowList<T> extends AbstractList<T> {
    private final List<T> entries;

    FlowList(List<T> entries) {
        this.entries = List.copyOf(entries);
    }

    @Override
    public T get(int index) {
        return entries.get(index);
    }

    @Override
    public int size() {
        return entries.size();
    }

    /** Writes such lists so, and everything else as usual. */
    static final class Representer extends StandardRepresenter {
        Representer(DumpSettings settings) {
            super(settings);
            representers.put(FlowList.class, list -> representSequence(Tag.SEQ, (FlowList<?>) list, FlowStyle.FLOW));
        }
    }
}
