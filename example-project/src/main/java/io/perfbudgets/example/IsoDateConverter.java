package io.perfbudgets.example;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** SQLite has no date type; ISO text sorts and compares as dates do, and PostgreSQL takes it for a date. */
@Converter(autoApply = true)
class IsoDateConverter implements AttributeConverter<LocalDate, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable LocalDate date) {
        return date == null ? null : date.toString();
    }

    @Override
    public @Nullable LocalDate convertToEntityAttribute(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }
}
