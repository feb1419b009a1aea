package io.kspec.protocol.fuzz;

/** An endless sequence of cases of one kind. The same number and seed always give the same case. */
interface Cases {
    /** The name in reports, in the plural. */
    String name();

    FuzzCase get(long number);

    /** A seed that is independent of the seeds of other numbers. */
    static long seed(long seed, long number) {
        long mixed = (seed + number * 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 31)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 29);
    }
}
