/** Groups of the classic protocol, as pure state: their members, generations and assignments. */
@NullMarked
package io.kspec.mock.group.classic;

import org.jspecify.annotations.NullMarked;
