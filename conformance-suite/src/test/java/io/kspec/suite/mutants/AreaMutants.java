package io.kspec.suite.mutants;

import java.util.List;

/**
 * Mutants that the checks of an area must find. {@link MutantSearch} finds the classes that implement it, which have a
 * constructor without parameters and a name that ends in {@code Mutants}, next to the checks.
 */
public interface AreaMutants {
    List<Mutant> mutants();
}
