package io.kspec.mock.group.classic;

/** A group that does not exist. */
record Dead() implements GroupState {
    @Override
    public String name() {
        return "Dead";
    }

    @Override
    public Generation generation() {
        return Generation.NONE;
    }

    @Override
    public Roster roster() {
        return Roster.NONE;
    }
}
