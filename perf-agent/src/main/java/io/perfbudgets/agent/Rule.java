package io.perfbudgets.agent;

/**
 * A place in the methods of one class.
 *
 * @param method a name, or the beginning of names if it ends in an asterisk
 * @param where the place
 * @param point what is shown there
 */
record Rule(String method, Where where, Point point) {

    boolean concerns(String name) {
        return method.endsWith("*") ? name.startsWith(method.substring(0, method.length() - 1)) : name.equals(method);
    }
}
