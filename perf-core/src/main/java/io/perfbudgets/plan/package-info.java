/**
 * Execution plans as databases print them, read into what they say of each table, and what was found wrong in them. Pure:
 * text in, values out. Asking a database for a plan is not done here.
 */
@NullMarked
package io.perfbudgets.plan;

import org.jspecify.annotations.NullMarked;
