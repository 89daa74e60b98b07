package io.perfbudgets.example.keyframe;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.List;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

@Converter
public class KeyframesConverter implements AttributeConverter<List<Keyframe>, String> {

    private static final TypeReference<List<Keyframe>> KEYFRAMES = new TypeReference<>() {};

    private final JsonMapper json = JsonMapper.shared();

    @Override
    public String convertToDatabaseColumn(List<Keyframe> keyframes) {
        return json.writeValueAsString(keyframes);
    }

    @Override
    public List<Keyframe> convertToEntityAttribute(String text) {
        return json.readValue(text, KEYFRAMES);
    }
}
