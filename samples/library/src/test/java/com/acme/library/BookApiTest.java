package com.acme.library;
import io.perfbudgets.junit.MaxQueries;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.*;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.web.servlet.MockMvc;
@SpringBootTest
@AutoConfigureMockMvc
class BookApiTest {
    @Autowired MockMvc mvc;
    @Test
    @MaxQueries(1)
    void listsBooksWithTheirAuthors() throws Exception {
        mvc.perform(get("/books")).andExpect(status().isOk()).andExpect(jsonPath("$.length()").value(4))
            .andExpect(jsonPath("$[1].author").value("Lem"));
    }
}
