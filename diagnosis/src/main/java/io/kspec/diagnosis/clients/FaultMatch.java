package io.kspec.diagnosis.clients;

import java.util.List;

/**
 * A fault that a text tells of.
 *
 * @param fault the fault
 * @param likeness how well the text fits, from 0 to 1
 * @param said the client's text that fits best, first, and then the others that tell of the same fault
 */
public record FaultMatch(WireFault fault, double likeness, List<ClientText> said) {
    public FaultMatch {
        said = List.copyOf(said);
    }
}
