package io.perfbudgets.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What users may compile against is marked, listed, and changes only together with its list. */
class PublicApiTest {
    private static final Path LIST = Path.of("src", "test", "resources", "public-api.txt");

    @Test
    void everyPublicTypeSaysWhatMayBecomeOfIt() {
        assertThat(publicTypes())
                .allSatisfy(type -> assertThat(status(type)).isNotNull())
                .filteredOn(type -> type.getPackageName().equals("io.perfbudgets.junit"))
                .isNotEmpty()
                .noneMatch(type -> status(type) == Status.INTERNAL);
    }

    /** A line that goes or changes breaks whoever was compiled against it, one that comes does not. */
    @Test
    void theApiIsTheOneThatIsListed() throws IOException {
        List<String> now = publicTypes().stream()
                .filter(type -> status(type) != Status.INTERNAL)
                .flatMap(PublicApiTest::lines)
                .toList();
        if (Boolean.getBoolean("perf.api.update")) {
            Files.write(LIST, now);
        }
        assertThat(now)
                .as("the API of perf-junit, as %s lists it; -Dperf.api.update=true lists it anew", LIST)
                .containsExactlyElementsOf(Files.readAllLines(LIST));
    }

    private static List<Class<?>> publicTypes() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.perfbudgets.junit")
                        .stream()
                        .filter(PublicApiTest::isPublic)
                        .filter(type -> !type.isAnonymousClass()
                                && !type.getSimpleName().equals("package-info"))
                        .sorted((a, b) -> a.getName().compareTo(b.getName()))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicApiTest::isPublic).orElse(true);
    }

    /** Its own, that of the type around it, or its package's. */
    private static @Nullable Status status(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            API own = each.getAnnotation(API.class);
            if (own != null) {
                return own.status();
            }
        }
        API ofAll = type.getPackage().getAnnotation(API.class);
        return ofAll == null ? null : ofAll.status();
    }

    private static Stream<String> lines(Class<?> type) {
        String head = status(type) + " " + type.toGenericString() + parents(type);
        return Stream.concat(Stream.of(head), members(type).map(member -> "    " + member));
    }

    private static String parents(Class<?> type) {
        Stream<Class<?>> above = Stream.concat(
                Stream.ofNullable(type.getSuperclass()).filter(each -> each != Object.class),
                Arrays.stream(type.getInterfaces()));
        List<String> names = above.map(Class::getName).toList();
        return names.isEmpty() ? "" : " : " + String.join(", ", names);
    }

    private static Stream<String> members(Class<?> type) {
        Stream<AccessibleObject> all = Stream.of(
                        type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::stream);
        return all.filter(PublicApiTest::isReachable)
                .map(PublicApiTest::signature)
                .sorted();
    }

    private static boolean isReachable(AccessibleObject member) {
        Member declared = (Member) member;
        return !declared.isSynthetic()
                && (Modifier.isPublic(declared.getModifiers()) || Modifier.isProtected(declared.getModifiers()));
    }

    private static String signature(AccessibleObject member) {
        if (member instanceof Method method) {
            Object standard = method.getDefaultValue();
            return method.toGenericString() + (standard == null ? "" : " default " + shown(standard));
        }
        return member instanceof Field field ? field.toGenericString() : ((Constructor<?>) member).toGenericString();
    }

    private static String shown(Object standard) {
        String text = Arrays.deepToString(new Object[] {standard});
        return text.substring(1, text.length() - 1);
    }
}
