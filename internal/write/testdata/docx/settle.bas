' Settle accepts, and then again rejects, all tracked changes of each .docx in a
' folder, and writes the paragraphs that are left, each ended by a record
' separator, into a file beside it: .docx0 accepted, .docx1 rejected.
Sub Settle(folder)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  slots = Array(".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges")
  names = files.getFolderContents(folder, False)
  For i = LBound(names) To UBound(names)
    If Right(names(i), 5) = ".docx" Then
      For k = 0 To 1
        document = StarDesktop.loadComponentFromURL(names(i), "_blank", 0, hidden())
        dispatcher.executeDispatch(document.CurrentController.Frame, slots(k), "", 0, Array())
        sink = createUnoService("com.sun.star.io.TextOutputStream")
        sink.setOutputStream(files.openFileWrite(names(i) & k))
        sink.setEncoding("UTF-8")
        paragraphs = document.Text.createEnumeration()
        While paragraphs.hasMoreElements()
          p = paragraphs.nextElement()
          sink.writeString(p.String & Chr(30))
        Wend
        sink.closeOutput()
        document.close(True)
      Next
    End If
  Next
  StarDesktop.terminate()
End Sub
