/** What random walks have in common. */
@NullMarked
package io.kspec.mock.walk;

import org.jspecify.annotations.NullMarked;
