/** The page of documentation that several measurements write, each a part of it, and how it shows figures. */
@NullMarked
package io.kspec.benchmarks.page;

import org.jspecify.annotations.NullMarked;
