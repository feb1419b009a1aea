/** What recording costs, compared with a proxy that only passes bytes. */
@NullMarked
package io.kspec.benchmarks.proxy;

import org.jspecify.annotations.NullMarked;
