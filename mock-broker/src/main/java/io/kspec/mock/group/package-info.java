/** What all kinds of groups share: who their members are, the broker's settings, and how much memory they may use. */
@NullMarked
package io.kspec.mock.group;

import org.jspecify.annotations.NullMarked;
