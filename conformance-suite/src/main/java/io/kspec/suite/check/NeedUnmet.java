package io.kspec.suite.check;

import io.kspec.protocol.spec.ApiSpec;
import io.kspec.runlog.Death;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** Thrown if something that a case needs first is known to be out of reach: the case is blocked. */
public final class NeedUnmet extends TestAbortedException {
    private static final long serialVersionUID = 1L;

    private final String need;
    private final String reason;

    NeedUnmet(String need, String reason) {
        super(reason);
        this.need = need;
        this.reason = reason;
    }

    /** For an API that the target advertises at a version, and never answers. */
    public static NeedUnmet answer(ApiSpec api, int version) {
        String request = api.name() + " v" + version;
        return new NeedUnmet("an answer to " + request, request + " is never answered: see wire.well-formed-answer");
    }

    /**
     * For an API that the target dies of at a version.
     *
     * @param killers the cases that killed it
     */
    public static NeedUnmet survival(ApiSpec api, int version, List<String> killers) {
        return new NeedUnmet(
                Death.survivalOf(api.name(), version),
                api.name() + " v" + version + " kills the target: see " + String.join(" and ", killers));
    }

    /** What the case needs, such as "a topic with a leader". */
    public String need() {
        return need;
    }

    /** Why the case is not played. */
    public String reason() {
        return reason;
    }
}
