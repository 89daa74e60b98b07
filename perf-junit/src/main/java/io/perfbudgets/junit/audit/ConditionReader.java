package io.perfbudgets.junit.audit;

import io.perfbudgets.junit.audit.Condition.Form;
import io.perfbudgets.junit.audit.QueryBlock.TableUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.NotExpression;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.Between;
import net.sf.jsqlparser.expression.operators.relational.ComparisonOperator;
import net.sf.jsqlparser.expression.operators.relational.EqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ExistsExpression;
import net.sf.jsqlparser.expression.operators.relational.InExpression;
import net.sf.jsqlparser.expression.operators.relational.IsBooleanExpression;
import net.sf.jsqlparser.expression.operators.relational.IsNullExpression;
import net.sf.jsqlparser.expression.operators.relational.LikeExpression;
import net.sf.jsqlparser.expression.operators.relational.NotEqualsTo;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/** Reads a WHERE or ON clause: each condition goes to the table that it is about. */
final class ConditionReader {
    private final Function<Column, @Nullable TableUse> owner;
    private final List<?> values;

    /**
     * @param owner the table of the block whose column it is, if it is one
     * @param values what is bound to the statement
     */
    ConditionReader(Function<Column, @Nullable TableUse> owner, List<?> values) {
        this.owner = owner;
        this.values = values;
    }

    void read(Expression where) {
        for (Expression each : Expressions.conjuncts(where)) {
            if (each instanceof OrExpression) {
                either(each);
            } else {
                single(each).forEach((use, conditions) -> use.conditions.addAll(conditions));
            }
        }
    }

    /** Alternatives help an index only where all of them are about one table. */
    private void either(Expression or) {
        Set<TableUse> uses = new LinkedHashSet<>();
        List<List<Condition>> arms = new ArrayList<>();
        for (Expression alternative : Expressions.disjuncts(or)) {
            List<Condition> arm = new ArrayList<>();
            for (Expression each : Expressions.conjuncts(alternative)) {
                single(each).forEach((use, conditions) -> {
                    uses.add(use);
                    arm.addAll(conditions);
                });
            }
            arms.add(arm);
        }
        boolean useful = uses.size() == 1 && arms.stream().noneMatch(List::isEmpty);
        uses.forEach(use -> use.conditions.add(useful ? Condition.either(arms) : Condition.of(Form.EXCLUDES, "")));
    }

    private Map<TableUse, List<Condition>> single(Expression raw) {
        Expression each = Expressions.bare(raw);
        if (each instanceof ComparisonOperator comparison) {
            Form form = comparison instanceof EqualsTo
                    ? Form.EQUAL
                    : comparison instanceof NotEqualsTo ? Form.EXCLUDES : rangeOf(comparison);
            return comparison(comparison.getLeftExpression(), comparison.getRightExpression(), form);
        }
        if (each instanceof Between between) {
            return condition(between.getLeftExpression(), between.isNot() ? Form.EXCLUDES : Form.RANGE);
        }
        if (each instanceof InExpression in) {
            return in(in);
        }
        if (each instanceof IsNullExpression isNull) {
            return condition(isNull.getLeftExpression(), isNull.isNot() ? Form.EXCLUDES : Form.EQUAL);
        }
        if (each instanceof IsBooleanExpression is) {
            return condition(is.getLeftExpression(), is.isNot() ? Form.EXCLUDES : Form.EQUAL);
        }
        if (each instanceof LikeExpression like) {
            return condition(like.getLeftExpression(), like.isNot() ? Form.EXCLUDES : likeForm(like));
        }
        if (each instanceof Column flag) {
            return condition(flag, Form.EQUAL);
        }
        if (each instanceof NotExpression not && Expressions.bare(not.getExpression()) instanceof Column flag) {
            return condition(flag, Form.EQUAL);
        }
        if (each instanceof ExistsExpression) {
            return Map.of(); // what it looks for is the subquery's own condition
        }
        return excluded(each);
    }

    private static Form rangeOf(ComparisonOperator comparison) {
        return Set.of("<", ">", "<=", ">=")
                        .contains(comparison.getStringExpression().strip())
                ? Form.RANGE
                : comparison.getStringExpression().strip().equals("<=>") ? Form.EQUAL : Form.EXCLUDES;
    }

    private Map<TableUse, List<Condition>> comparison(Expression left, Expression right, Form form) {
        Set<TableUse> leftUses = uses(left);
        Set<TableUse> rightUses = uses(right);
        if (leftUses.isEmpty() || rightUses.isEmpty()) {
            return condition(leftUses.isEmpty() ? right : left, form);
        }
        if (form == Form.EQUAL && leftUses.size() == 1 && rightUses.size() == 1 && !leftUses.equals(rightUses)) {
            join(left);
            join(right);
            return Map.of();
        }
        return excluded(new ParenthesedExpressionList<>(left, right));
    }

    private void join(Expression side) {
        if (Expressions.bare(side) instanceof Column column) {
            TableUse use = owner.apply(column);
            if (use != null) {
                use.joins.add(Expressions.name(column));
            }
        }
    }

    private Map<TableUse, List<Condition>> in(InExpression in) {
        if (in.isNot()) {
            return condition(in.getLeftExpression(), Form.EXCLUDES);
        }
        if (Expressions.bare(in.getRightExpression()) instanceof Select) {
            join(in.getLeftExpression());
            return Map.of();
        }
        return condition(in.getLeftExpression(), Form.EQUAL);
    }

    private Form likeForm(LikeExpression like) {
        Expression pattern = Expressions.bare(like.getRightExpression());
        Object text = null;
        if (pattern instanceof StringValue literal) {
            text = literal.getValue();
        } else if (pattern instanceof JdbcParameter parameter && parameter.getIndex() != null) {
            int index = parameter.getIndex() - 1;
            text = index >= 0 && index < values.size() ? values.get(index) : null;
        }
        boolean leading = text instanceof String start && (start.startsWith("%") || start.startsWith("_"));
        return leading || like.getLikeKeyWord() == LikeExpression.KeyWord.ILIKE ? Form.INNER : Form.PREFIX;
    }

    /** A condition that compares {@code side} with values. */
    private Map<TableUse, List<Condition>> condition(Expression side, Form form) {
        Expression compared = Expressions.bare(side);
        if (compared instanceof ParenthesedExpressionList<?> row) {
            Map<TableUse, List<Condition>> all = new LinkedHashMap<>();
            row.forEach(part -> condition(part, form)
                    .forEach((use, conditions) -> all.merge(use, conditions, ConditionReader::both)));
            return all;
        }
        if (compared instanceof Column column) {
            TableUse use = owner.apply(column);
            return use == null ? Map.of() : Map.of(use, List.of(Condition.of(form, Expressions.name(column))));
        }
        Set<TableUse> uses = uses(compared);
        if (uses.size() != 1 || form == Form.EXCLUDES) {
            return excluded(compared);
        }
        return Map.of(
                uses.iterator().next(),
                List.of(Condition.expression(
                        String.join(", ", Expressions.columnNames(compared)),
                        Expressions.holdsLiteral(compared) ? "" : Expressions.unqualified(compared))));
    }

    private static List<Condition> both(List<Condition> some, List<Condition> others) {
        List<Condition> all = new ArrayList<>(some);
        all.addAll(others);
        return all;
    }

    private Map<TableUse, List<Condition>> excluded(Expression expression) {
        Map<TableUse, List<Condition>> all = new LinkedHashMap<>();
        for (Column column : Expressions.columns(expression)) {
            TableUse use = owner.apply(column);
            if (use != null) {
                all.merge(use, List.of(Condition.of(Form.EXCLUDES, Expressions.name(column))), ConditionReader::both);
            }
        }
        return all;
    }

    private Set<TableUse> uses(Expression expression) {
        Set<TableUse> uses = new LinkedHashSet<>();
        for (Column column : Expressions.columns(expression)) {
            TableUse use = owner.apply(column);
            if (use != null) {
                uses.add(use);
            }
        }
        return uses;
    }
}
