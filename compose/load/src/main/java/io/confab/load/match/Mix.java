package io.confab.load.match;

/** Spreads 64 bits evenly over 64 bits, one to one (Stafford's mixer 13, as in SplitMix64). */
public final class Mix {

    private Mix() {}

    public static long of(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
