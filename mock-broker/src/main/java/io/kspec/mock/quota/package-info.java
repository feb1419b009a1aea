/** Client quotas: who may use how much, and how long clients that use more are throttled (KIP-13, KIP-124, KIP-599, KIP-612). */
@NullMarked
package io.kspec.mock.quota;

import org.jspecify.annotations.NullMarked;
