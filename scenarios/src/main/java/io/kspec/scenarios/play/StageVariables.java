package io.kspec.scenarios.play;

import io.kspec.scenarios.value.Variables;
import io.kspec.stage.play.Stage;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** The current variables of a stage. */
final class StageVariables implements Variables {
    private final Stage stage;

    StageVariables(Stage stage) {
        this.stage = stage;
    }

    @Override
    public @Nullable Object find(String name) {
        return stage.variables().get(name);
    }

    @Override
    public Collection<String> names() {
        return stage.variables().keySet();
    }
}
