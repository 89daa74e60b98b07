package io.perfbudgets.junit.audit;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.expression.BinaryExpression;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.CastExpression;
import net.sf.jsqlparser.expression.DateValue;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.ExpressionVisitorAdapter;
import net.sf.jsqlparser.expression.JdbcParameter;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.StringValue;
import net.sf.jsqlparser.expression.operators.conditional.AndExpression;
import net.sf.jsqlparser.expression.operators.conditional.OrExpression;
import net.sf.jsqlparser.expression.operators.relational.ParenthesedExpressionList;
import net.sf.jsqlparser.schema.Column;
import net.sf.jsqlparser.schema.MultiPartName;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;
import org.jspecify.annotations.Nullable;

/** What the parser's expressions are made of. */
final class Expressions {
    private Expressions() {}

    /** The names of its columns, each once. */
    static List<String> columnNames(Expression expression) {
        return columns(expression).stream().map(Expressions::name).distinct().toList();
    }

    /** Its columns, those of subqueries inside of it left out. */
    static List<Column> columns(Expression expression) {
        List<Column> columns = new ArrayList<>();
        expression.accept(
                new ExpressionVisitorAdapter<@Nullable Void>() {
                    @Override
                    public <S> @Nullable Void visit(Column column, S context) {
                        columns.add(column);
                        return null;
                    }

                    @Override
                    public <S> @Nullable Void visit(ParenthesedSelect select, S context) {
                        return null;
                    }

                    @Override
                    public <S> @Nullable Void visit(Select select, S context) {
                        return null;
                    }
                },
                null);
        return columns;
    }

    /** Whether a value may be written in it. */
    static boolean holdsLiteral(Expression expression) {
        boolean[] found = new boolean[1];
        expression.accept(
                new ExpressionVisitorAdapter<@Nullable Void>() {
                    private @Nullable Void found() {
                        found[0] = true;
                        return null;
                    }

                    @Override
                    public <S> @Nullable Void visit(StringValue value, S context) {
                        return found();
                    }

                    @Override
                    public <S> @Nullable Void visit(LongValue value, S context) {
                        return found();
                    }

                    @Override
                    public <S> @Nullable Void visit(DoubleValue value, S context) {
                        return found();
                    }

                    @Override
                    public <S> @Nullable Void visit(DateValue value, S context) {
                        return found();
                    }

                    @Override
                    public <S> @Nullable Void visit(BooleanValue value, S context) {
                        return found();
                    }

                    @Override
                    public <S> @Nullable Void visit(JdbcParameter value, S context) {
                        return found();
                    }

                    @Override
                    public <S> @Nullable Void visit(Select value, S context) {
                        return found();
                    }
                },
                null);
        // Whatever kind of literal the parser may know besides: text in quotes is none of ours.
        return found[0] || expression.toString().indexOf('\'') >= 0;
    }

    /** The expression as an index of its table would name it: {@code lower(g.title)} as {@code lower(title)}. */
    static String unqualified(Expression expression) {
        String sql = expression.toString();
        for (Column column : columns(expression)) {
            sql = sql.replace(column.getFullyQualifiedName(), column.getColumnName());
        }
        return sql;
    }

    /** A column without its table and without quotes. */
    static String name(Column column) {
        return MultiPartName.unquote(column.getColumnName());
    }

    /** What must all be true for it to be. */
    static List<Expression> conjuncts(Expression expression) {
        return split(expression, AndExpression.class);
    }

    /** Of what one must be true for it to be. */
    static List<Expression> disjuncts(Expression expression) {
        return split(expression, OrExpression.class);
    }

    private static List<Expression> split(Expression expression, Class<? extends BinaryExpression> by) {
        Expression each = bare(expression);
        if (!by.isInstance(each)) {
            return List.of(each);
        }
        BinaryExpression both = (BinaryExpression) each;
        List<Expression> all = new ArrayList<>(split(both.getLeftExpression(), by));
        all.addAll(split(both.getRightExpression(), by));
        return all;
    }

    /** Without the parentheses around it; a cast of a value to its own type, as Hibernate writes it, is the value. */
    static Expression bare(Expression expression) {
        Expression at = expression;
        while (at instanceof ParenthesedExpressionList<?> list && list.size() == 1) {
            at = list.get(0);
        }
        return at instanceof CastExpression cast && cast.getLeftExpression() instanceof JdbcParameter
                ? cast.getLeftExpression()
                : at;
    }
}
