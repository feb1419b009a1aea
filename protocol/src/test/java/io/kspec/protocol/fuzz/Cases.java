package io.kspec.protocol.fuzz;

/** Cases of one kind without end: the same number and the same seed give the same case, whichever were asked for before. */
interface Cases {
    /** In the plural, as reports call them. */
    String name();

    FuzzCase get(long number);

    /** A seed for one thing, which has nothing to do with that of another. */
    static long seed(long seed, long number) {
        long mixed = (seed + number * 0x9e3779b97f4a7c15L) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 31)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 29);
    }
}
