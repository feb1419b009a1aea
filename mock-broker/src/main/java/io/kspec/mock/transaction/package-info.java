/** Producer ids and transactions, as pure state: the coordinator decides, and the logs apply its markers. */
@NullMarked
package io.kspec.mock.transaction;

import org.jspecify.annotations.NullMarked;
