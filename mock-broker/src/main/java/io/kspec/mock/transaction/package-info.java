/** Producer ids and the transactional ids that hold them, as pure state. */
@NullMarked
package io.kspec.mock.transaction;

import org.jspecify.annotations.NullMarked;
